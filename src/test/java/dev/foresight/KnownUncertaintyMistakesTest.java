package dev.foresight;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static dev.foresight.Expr.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes that other planners made with risk and with what their ensembles do not know. */
class KnownUncertaintyMistakesTest {
  private static final float[] ZERO = {0};

  private static Plan plan(WorldModel model, PlannerConfig config) {
    try (Planner planner =
        PlannerTest.on(model, ActionSpace.symmetric(1, 1), config).build()) {
      return planner.plan(new float[model.dynamics().stateSize()]);
    }
  }

  @Test
  void valueAtRiskIsTakenOnTheReturnAndNotOnEachStep() {
    // What chance gives in the first step, the second takes back: every return is 0.
    WorldModel model = WorldModel.of(
            Equations.of(1, constant(0), state(1).plus(1)).withNoise(constant(1), constant(0)))
        .withReward(where(state(1), state(0).negated(), next(0)));
    PlannerConfig config = PlannerConfig.cem().withHorizon(2).withPlans(50).withParticles(20);
    Plan plan = plan(model, config.withRisk(Risk.cvar(0.1f)));
    assertThat(plan.score()).isCloseTo(0, within(1e-5f));
    Plan firstStep = plan(model, config.withHorizon(1).withRisk(Risk.cvar(0.1f)));
    assertThat(firstStep.score()).isLessThan(-0.8f);
  }

  @Test
  void expectationsOverAnEnsembleAreThoseOfTheMixture() {
    // Member means 1 and 5; variances nearly 1/4 and 4, whose logarithms average to 0.
    float quarter = (float) Math.log(0.25);
    float four = (float) Math.log(4);
    Ensemble ensemble = constants(-20, 20, new float[] {1, quarter}, new float[] {5, four});
    Ensemble.Prediction next = ensemble.predict(ZERO, ZERO);
    assertThat(next.mean()[0]).isCloseTo(3, within(1e-5f));
    assertThat(next.epistemic()[0]).isCloseTo(4, within(1e-5f));
    assertThat(next.aleatoric()[0]).isCloseTo(4.25f / 2, within(1e-5f));
  }

  @Test
  void plansOverAMixtureKnowItsWholeSpread() {
    // Mean 3 and variance 4 + 4.25 / 2, as above; averaged logarithms would make it 1.
    float quarter = (float) Math.log(0.25);
    float four = (float) Math.log(4);
    Ensemble ensemble = constants(-20, 20, new float[] {1, quarter}, new float[] {5, four});
    WorldModel model = WorldModel.of(ensemble).withValue(state(0));
    PlannerConfig config = PlannerConfig.cem()
        .withHorizon(1)
        .withPlans(10, 2)
        .withParticles(10_000)
        .withRisk(Risk.meanStd(10))
        .withPropagation(Propagation.DS);
    float std = (float) Math.sqrt(4 + 4.25 / 2);
    assertThat(plan(model, config).score()).isCloseTo(3 + 10 * std, within(0.5f));
    Plan expected = plan(model, config.withPropagation(Propagation.E));
    assertThat(expected.score()).isCloseTo(3, within(1e-5f));
    assertThat(expected.epistemic()).isNaN();
  }

  /** Members that add constants, whatever they are asked: means and log-variances. */
  static Ensemble constants(float low, float high, float[]... outputs) {
    List<Network> members = Arrays.stream(outputs)
        .map(bias -> new Network(List.of(new Network.Layer(
            2, bias.length, new float[2 * bias.length], bias, Activation.IDENTITY))))
        .toList();
    return new Ensemble(
        members,
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[] {true},
        new float[] {low},
        new float[] {high});
  }

  @Test
  void aPlanTellsTheSpreadBetweenMembersFromTheSpreadWithin() {
    // Two steps: means 2 and 10, so 4 apart from 6; variance within a member 2 x 1/4.
    float quarter = (float) Math.log(0.25);
    Ensemble ensemble = constants(-20, 20, new float[] {1, quarter}, new float[] {5, quarter});
    WorldModel model = WorldModel.of(ensemble).withValue(state(0));
    PlannerConfig config = PlannerConfig.cem().withHorizon(2).withPlans(10, 2).withParticles(1500);
    Plan plan = plan(model, config);
    assertThat(plan.score()).isCloseTo(6, within(0.06f));
    assertThat(plan.epistemic()).isCloseTo(4, within(0.06f));
    assertThat(plan.aleatoric()).isCloseTo((float) Math.sqrt(0.5), within(0.04f));
    Plan mixed = plan(model, config.withPropagation(Propagation.TS1));
    assertThat(mixed.epistemic()).isNaN();
    assertThat(mixed.aleatoric()).isNaN();
  }
}
