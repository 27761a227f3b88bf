package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Commit;
import dev.foresight.PlannerConfig;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final PlannerConfig CEM =
      PlannerConfig.cem().withPlans(100, 10).withIterations(3).withMeanPlan(false);

  @Test
  void everyRoundHasItsIndexAndAllPlans() {
    assertThat(Round.schedule(CEM))
        .containsExactly(
            new Round(0, 100, 0, false), new Round(1, 100, 0, false), new Round(2, 100, 0, false));
  }

  @Test
  void thePopulationShrinksToTwiceTheElites() {
    assertThat(Round.schedule(CEM.withDecay(2).withIterations(5)))
        .extracting(Round::plans)
        .containsExactly(100, 50, 25, 20, 20);
    assertThat(Round.schedule(CEM.withElites(60).withDecay(2)))
        .extracting(Round::plans)
        .containsOnly(100);
  }

  @Test
  void aShareOfTheElitesIsKeptByEveryRound() {
    assertThat(Round.schedule(CEM.withKeptElites(0.3f))).extracting(Round::kept).containsOnly(3);
    assertThat(Round.remembered(CEM.withKeptElites(0.3f))).isEqualTo(3);
    assertThat(Round.remembered(CEM)).isZero();
    assertThat(Round.remembered(CEM.withCommit(Commit.BEST))).isEqualTo(1);
  }

  @Test
  void theMeanIsAPlanOfTheLastRoundOnly() {
    assertThat(Round.schedule(CEM.withMeanPlan(true)))
        .extracting(Round::mean)
        .containsExactly(false, false, true);
    PlannerConfig full = CEM.withPlans(2, 2).withKeptElites(1).withMeanPlan(true);
    assertThat(Round.schedule(full)).extracting(Round::mean).containsOnly(false);
  }

  @Test
  void theChosenPlanIsARoundOfItsOwn() {
    assertThat(Round.chosen(CEM)).isEqualTo(new Round(3, 1, 0, true));
    assertThat(Round.chosen(CEM.withCommit(Commit.BEST))).isEqualTo(new Round(3, 1, 1, false));
  }
}
