package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one planning problem with a known answer: a double integrator with quadratic costs, whose best
 * discounted return over a finite horizon is {@code -x' P x} with P from the Riccati recursion.
 */
class LqrTest {
  private static final int HORIZON = 8;
  private static final double STEP = 0.25;
  private static final double DISCOUNT = 0.95;
  private static final double POSITION_COST = 1;
  private static final double VELOCITY_COST = 0.25;
  private static final double ACTION_COST = 0.125;
  private static final double FINAL_COST = 2;

  /** Two double integrators side by side: states x, v, x, v and two actions. */
  private static WorldModel model() {
    Expr[] next = new Expr[4];
    Expr cost = Expr.constant(0);
    Expr last = Expr.constant(0);
    for (int i = 0; i < 2; i++) {
      Expr x = state(2 * i);
      Expr v = state(2 * i + 1);
      next[2 * i] = x.plus(v.times((float) STEP));
      next[2 * i + 1] = v.plus(action(i).times((float) STEP));
      cost = cost.plus(x.squared().times((float) POSITION_COST))
          .plus(v.squared().times((float) VELOCITY_COST))
          .plus(action(i).squared().times((float) ACTION_COST));
      last = last.plus(x.squared().plus(v.squared()).times((float) FINAL_COST));
    }
    return WorldModel.of(Equations.of(2, next))
        .withReward(cost.negated())
        .withValue(last.negated())
        .withDiscount((float) DISCOUNT);
  }

  static Stream<Arguments> planners() {
    PlannerConfig cem = PlannerConfig.cem().withHorizon(HORIZON).withIterations(30);
    PlannerConfig icem = PlannerConfig.icem().withHorizon(HORIZON).withNoise(Noise.coloured(0.5f));
    PlannerConfig mppi = PlannerConfig.mppi().withHorizon(HORIZON).withPlans(2000);
    return Stream.of(
        Arguments.of("cem", cem, 0.001),
        Arguments.of("cem, clipped", cem.withBounds(Bounds.CLIPPED), 0.001),
        Arguments.of("soft cem", cem.withTemperature(10).withMeanPlan(true), 0.001),
        Arguments.of("icem", icem.withPlans(400, 40).withIterations(30).withDecay(1.05f), 0.03),
        Arguments.of("mppi", mppi.withInitialStd(0.05f).withIterations(30), 0.003));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planners")
  void comesCloseToTheRiccatiSolution(String name, PlannerConfig config, double margin) {
    float[] start = {1, -0.5f, -0.75f, 1};
    double[][] p = riccati(HORIZON);
    double best = -value(p, start[0], start[1]) - value(p, start[2], start[3]);
    try (Planner planner = planner(config)) {
      Plan plan = planner.plan(start);
      assertThat((double) plan.score()).isBetween(best * (1 + margin), best + 1e-4);
      double[] gain = gain(riccati(HORIZON - 1));
      for (int i = 0; i < 2; i++) {
        double action = -gain[0] * start[2 * i] - gain[1] * start[2 * i + 1];
        assertThat((double) plan.action()[i]).isCloseTo(action, within(8 * Math.sqrt(margin)));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planners")
  void theScoreOfAPlanIsItsReturn(String name, PlannerConfig config, double margin) {
    float[] start = {0.5f, 0, 0.25f, -1};
    try (Planner planner = planner(config.withIterations(2))) {
      Plan plan = planner.plan(start);
      double total = 0;
      double[] x = {start[0], start[1], start[2], start[3]};
      for (int t = 0; t < HORIZON; t++) {
        double[] u = {plan.actions()[t][0], plan.actions()[t][1]};
        for (int i = 0; i < 4; i += 2) {
          double cost = POSITION_COST * x[i] * x[i]
              + VELOCITY_COST * x[i + 1] * x[i + 1]
              + ACTION_COST * u[i / 2] * u[i / 2];
          total -= Math.pow(DISCOUNT, t) * cost;
          x[i] += STEP * x[i + 1];
          x[i + 1] += STEP * u[i / 2];
        }
      }
      for (double last : x) {
        total -= Math.pow(DISCOUNT, HORIZON) * FINAL_COST * last * last;
      }
      assertThat((double) plan.score()).isCloseTo(total, within(1e-4));
    }
  }

  /** With Q of the best there is after it, one step is looked ahead and acts as if it were all. */
  @Test
  void oneStepAheadOfTheRiccatiQIsTheControllerOfTheInfiniteHorizon() {
    double[][] p = riccati(500);
    Expr q = (Expr) model().reward();
    for (int i = 0; i < 2; i++) {
      Expr v = state(2 * i + 1).plus(action(i).times((float) STEP));
      Expr x = state(2 * i).plus(state(2 * i + 1).times((float) STEP));
      Expr later = x.squared()
          .times((float) p[0][0])
          .plus(x.times(v).times((float) (2 * p[0][1])))
          .plus(v.squared().times((float) p[1][1]));
      q = q.minus(later.times((float) DISCOUNT));
    }
    WorldModel model = model().withValue(q);
    float[] start = {1, -0.5f, -0.75f, 1};
    PlannerConfig config = PlannerConfig.cem().withHorizon(1).withIterations(30);
    try (Planner planner = planner(model, config)) {
      Plan plan = planner.plan(start);
      double best = -value(p, start[0], start[1]) - value(p, start[2], start[3]);
      assertThat((double) plan.score()).isCloseTo(best, within(1e-3));
      assertThat(plan.actions()).hasDimensions(1, 2);
      double[] gain = gain(p);
      for (int i = 0; i < 2; i++) {
        double action = -gain[0] * start[2 * i] - gain[1] * start[2 * i + 1];
        assertThat((double) plan.action()[i]).isCloseTo(action, within(0.02));
      }
      assertThat(Math.abs(gain[0] - gain(riccati(1))[0])).isGreaterThan(0.2);
    }
  }

  private static Planner planner(PlannerConfig config) {
    return planner(model(), config);
  }

  private static Planner planner(WorldModel model, PlannerConfig config) {
    return Planner.builder(model, ActionSpace.symmetric(2, 10), config)
        .backend(Backend.CPU)
        .build();
  }

  private static double value(double[][] p, double x, double v) {
    return p[0][0] * x * x + 2 * p[0][1] * x * v + p[1][1] * v * v;
  }

  /** The cost to go with so many steps left. */
  private static double[][] riccati(int steps) {
    double[][] p = {{FINAL_COST, 0}, {0, FINAL_COST}};
    for (int i = 0; i < steps; i++) {
      // With A = [1 h; 0 1] and B = [0; h]: P = Q + g A'PA - K'(R + g B'PB)K.
      double[] k = gain(p);
      double weight = ACTION_COST + DISCOUNT * STEP * STEP * p[1][1];
      double pxv = p[0][0] * STEP + p[0][1];
      double pvv = p[0][0] * STEP * STEP + 2 * p[0][1] * STEP + p[1][1];
      double xv = DISCOUNT * pxv - weight * k[0] * k[1];
      p = new double[][] {
        {POSITION_COST + DISCOUNT * p[0][0] - weight * k[0] * k[0], xv},
        {xv, VELOCITY_COST + DISCOUNT * pvv - weight * k[1] * k[1]}
      };
    }
    return p;
  }

  /** The best action is {@code -gain x} when P is the cost to go after it. */
  private static double[] gain(double[][] p) {
    double weight = ACTION_COST + DISCOUNT * STEP * STEP * p[1][1];
    return new double[] {
      DISCOUNT * STEP * p[0][1] / weight, DISCOUNT * STEP * (p[0][1] * STEP + p[1][1]) / weight
    };
  }
}
