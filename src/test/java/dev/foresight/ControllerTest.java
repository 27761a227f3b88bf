package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControllerTest {
  private static final WorldModel CART = WorldModel.of(
          Equations.of(1, Expr.state(0).plus(Expr.action(0))))
      .withReward(Expr.next(0).squared().negated());
  private static final ActionSpace HALF = ActionSpace.symmetric(1, 0.5f);
  private static final PlannerConfig CONFIG =
      PlannerConfig.icem().withHorizon(5).withSeed(3);

  private static Planner planner(int problems) {
    return Planner.builder(CART, HALF, CONFIG)
        .backend(Backend.CPU)
        .problems(problems)
        .build();
  }

  @Test
  void drivesTheSystemToItsGoalAndKeepsItThere() {
    try (Planner planner = planner(1)) {
      Controller controller = Controller.of(planner);
      assertThat(controller.lastPlan()).isNull();
      float[] state = {2};
      for (int t = 0; t < 10; t++) {
        float[] action = controller.act(state);
        assertThat(action).containsExactly(controller.lastPlan().action());
        state[0] += action[0];
      }
      assertThat(Math.abs(state[0])).isLessThan(0.05f);
    }
  }

  @Test
  void afterAResetNothingOfTheLastEpisodeIsLeft() {
    try (Planner planner = planner(1)) {
      Controller controller = new Controller(planner, Duration.ZERO);
      Controller.of(planner).act(new float[] {2});
      controller.reset();
      assertThat(controller.lastPlan()).isNull();
      // Without time to plan, the last plan moved on is carried out: there is none.
      assertThat(controller.act(new float[] {2})).containsExactly(0f);
    }
  }

  @Test
  void itsDeadlineIsThePlanners() {
    try (Planner planner = planner(1)) {
      Controller.of(planner).act(new float[] {2});
      Controller hurried = new Controller(planner, Duration.ZERO);
      assertThat(hurried.act(new float[] {2})[0]).isNotZero();
      assertThat(hurried.lastPlan().outcome()).isEqualTo(Plan.Outcome.DEADLINE);
    }
  }

  @Test
  void aPlannerOfSeveralProblemsIsRefused() {
    try (Planner planner = planner(2)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Controller.of(planner))
          .withMessageContaining("planner problems")
          .withMessageContaining("2");
    }
  }
}
