package dev.foresight;

import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * How far samples spread, seen from outside through closed forms: planners are known where sigma has
 * no effect, and where a variance is passed as a standard deviation.
 */
class SampledSpreadTest {

  /** The first action of a plan where actions are their own reward. */
  private static float action(ActionSpace box, PlannerConfig config) {
    WorldModel model = WorldModel.of(Equations.of(1, state(0))).withReward(Expr.action(0));
    try (Planner planner = PlannerTest.on(model, box, config).build()) {
      return planner.plan(new float[1]).action()[0];
    }
  }

  @Test
  void theDeviationSetsHowFarSamplesSpread() {
    // With next to no temperature one step's mean becomes its best sample: a multiple of sigma.
    ActionSpace wide = ActionSpace.symmetric(1, 100);
    PlannerConfig config = PlannerConfig.mppi().withHorizon(1).withPlans(64).withTemperature(1e-6f);
    float narrow = action(wide, config.withInitialStd(0.01f));
    float broad = action(wide, config.withInitialStd(0.05f));
    assertThat(narrow).isBetween(1f, 4f);
    assertThat(broad).isCloseTo(5 * narrow, within(1e-3f));
  }

  /** The mean of samples weighed by exp(action) is the derivative of log E[exp(k action)] at 1. */
  @Test
  void samplesSpreadByTheStandardDeviationAndNotByTheVariance() {
    PlannerConfig config = PlannerConfig.mppi().withHorizon(1).withPlans(40_000);
    // Normal with standard deviation s: s^2.
    ActionSpace wide = ActionSpace.symmetric(1, 100);
    for (float s : new float[] {0.5f, 1.5f}) {
      float mean = action(wide, config.withInitialStd(s / 100));
      assertThat((double) mean).isCloseTo(s * s, within(0.1 * s * s));
    }
    // Truncated at two standard deviations, s at most half the distance to the bound.
    for (float limit : new float[] {1, 2}) {
      double s = limit / 2;
      double expected = s * (s - (density(2 - s) - density(-2 - s)) / within2(s));
      ActionSpace box = ActionSpace.symmetric(1, limit);
      PlannerConfig truncated = config.withInitialStd(1).withBounds(Bounds.TRUNCATED);
      float mean = action(box, truncated);
      assertThat((double) mean).isCloseTo(expected, within(0.05 * expected));
    }
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The share of a normal distribution around s that lies within two of 0, by Simpson's rule. */
  private static double within2(double s) {
    int intervals = 200;
    double width = 4.0 / intervals;
    double sum = density(-2 - s) + density(2 - s);
    for (int i = 1; i < intervals; i++) {
      sum += density(-2 + i * width - s) * (i % 2 == 1 ? 4 : 2);
    }
    return sum * width / 3;
  }
}
