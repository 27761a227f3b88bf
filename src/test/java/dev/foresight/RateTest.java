package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a planner carries out changes no faster than its actions may. */
class RateTest {
  private static final float[] RATE = {0.15f, Float.POSITIVE_INFINITY};
  private static final ActionSpace BOX =
      new ActionSpace(new float[] {-1, -2}, new float[] {2, 1}).withRate(RATE);
  private static final ActionSpace LINE = ActionSpace.symmetric(1, 1).withRate(0.25f);

  private static final WorldModel MODEL = WorldModel.of(
          Equations.of(2, state(0).plus(action(0)).plus(action(1))).withNoise(constant(0.3f)))
      .withReward(next(0).squared().negated());

  /** More is better: every plan goes up as fast as it may. */
  private static final WorldModel UP =
      WorldModel.of(Equations.of(1, state(0).plus(action(0)))).withReward(action(0));

  static PlannerConfig[] presets() {
    return new PlannerConfig[] {
      PlannerConfig.cem().withPlans(40, 5),
      PlannerConfig.icem(),
      PlannerConfig.mppi().withPlans(40),
      PlannerConfig.random().withPlans(40, 1)
    };
  }

  @ParameterizedTest
  @MethodSource("presets")
  void theRateHoldsWhateverHappens(PlannerConfig preset) {
    SplittableRandom random = new SplittableRandom(11);
    PlannerConfig config = preset.withHorizon(4).withParticles(2);
    try (Planner planner = PlannerTest.on(MODEL, BOX, config).problems(2).build()) {
      float[][] last = new float[2][];
      for (int call = 0; call < 200; call++) {
        float[][] states = {{random.nextInt(-9, 9)}, {(float) random.nextDouble()}};
        for (int b = 0; b < 2; b++) {
          if (random.nextInt(5) == 0) {
            last[b] = new float[] {random.nextInt(-1, 2), random.nextInt(-2, 1)};
            planner.executed(b, last[b]);
          } else if (random.nextInt(9) == 0) {
            last[b] = null;
            planner.reset(b);
          }
        }
        boolean late = random.nextInt(6) == 0;
        Plan[] plans =
            late ? planner.planAll(states, Duration.ofNanos(1)) : planner.planAll(states);
        for (int b = 0; b < 2; b++) {
          check(last[b], plans[b].actions());
          last[b] = plans[b].action();
        }
      }
    }
  }

  private static void check(float[] before, float[][] actions) {
    float[] last = before;
    for (float[] action : actions) {
      for (int a = 0; a < action.length; a++) {
        assertThat(action[a]).isBetween(BOX.low()[a], BOX.high()[a]);
        if (last != null) {
          assertThat(Math.abs(action[a] - last[a])).isLessThanOrEqualTo(RATE[a] * 1.00001f);
        }
      }
      last = action;
    }
  }

  @Test
  void thePlannerTakesItsOwnLastActionUnlessToldOtherwise() {
    PlannerConfig config = PlannerConfig.random().withHorizon(1).withPlans(3000, 1);
    try (Planner planner = PlannerTest.on(UP, LINE, config).build()) {
      planner.executed(0, new float[] {-1});
      assertThat(planner.plan(new float[1]).action()).containsExactly(-0.75f);
      assertThat(planner.plan(new float[1]).action()).containsExactly(-0.5f);
      planner.executed(0, new float[] {0});
      assertThat(planner.plan(new float[1]).action()).containsExactly(0.25f);
      planner.executed(0, new float[] {-7});
      assertThat(planner.plan(new float[1]).action()).containsExactly(-0.75f);
      planner.reset();
      assertThat(planner.plan(new float[1]).action()[0]).isGreaterThan(0.9f);
    }
  }

  @Test
  void whatIsCarriedOutMustBeAnAction() {
    try (Planner planner =
        PlannerTest.on(UP, LINE, PlannerConfig.cem().withPlans(9, 3)).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.executed(0, new float[2]))
          .withMessage("action has length 2; the action space has 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.executed(0, new float[] {Float.NaN}))
          .withMessage("action[0] is NaN; every value must be finite");
    }
  }
}
