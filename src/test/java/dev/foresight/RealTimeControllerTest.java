package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a clock and a thread that the test moves on: what is planned when, and what is carried out. */
class RealTimeControllerTest {
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int HORIZON = 5;
  private static final ActionSpace BOX = new ActionSpace(new float[] {-1}, new float[] {3});
  private static final PlannerConfig CONFIG =
      PlannerConfig.cem().withHorizon(HORIZON).withPlans(60, 6).withSeed(5);
  private static final WorldModel MASS = WorldModel.of(Equations.of(
          1, state(0).plus(state(1).times(0.3f)), state(1).plus(action(0).times(0.2f))))
      .withReward(next(0).minus(4).squared().negated());

  private final Work work = new Work();
  private final Planner planner = planner(MASS);
  private final Planner twin = planner(MASS);
  private long now;

  /** Carries out when it is told to. */
  private static final class Work implements Executor {
    private final Queue<Runnable> asked = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
      asked.add(command);
    }

    void carryOut() {
      asked.remove().run();
    }
  }

  private static Planner planner(WorldModel model) {
    return Planner.builder(model, BOX, CONFIG).backend(Backend.CPU).threads(1).build();
  }

  private RealTimeController controller(Planner planner) {
    return RealTimeController.builder(planner, PERIOD)
        .executor(work)
        .clock(() -> now)
        .build();
  }

  @AfterEach
  void close() {
    planner.close();
    twin.close();
  }

  private static float[] expect(float[] state, float action) {
    return MASS.dynamics().expect(state, new float[] {action});
  }

  @Test
  void aPlanIsMadeForTheStateExpectedAtItsFirstStep() {
    try (RealTimeController controller = controller(planner)) {
      float[] first = {1, -0.5f};
      assertThat(controller.act(first)).containsExactly(1); // the middle: there is no plan
      assertThat(controller.lastPlan()).isNull();
      work.carryOut();
      float[] second = controller.act(new float[] {9, 9});
      Plan plan = controller.lastPlan();
      assertThat(second).containsExactly(plan.actions()[0]);
      assertThat(controller.age()).isZero();
      assertThat(controller.late()).isZero();

      assertThat(plan.actions()).isDeepEqualTo(twin.plan(expect(first, 1)).actions());
      work.carryOut();
      controller.act(first);
      float[][] then = twin.plan(expect(new float[] {9, 9}, second[0])).actions();
      assertThat(controller.lastPlan().actions()).isDeepEqualTo(then);
    }
  }

  @Test
  void whileAPlanIsLateTheOlderOneGoesOnAndItsEndIsHeld() {
    try (RealTimeController controller = controller(planner)) {
      controller.act(new float[2]);
      work.carryOut();
      controller.act(new float[2]);
      Plan older = controller.lastPlan();
      for (int t = 1; t < HORIZON + 2; t++) {
        float[] expected = older.actions()[Math.min(t, HORIZON - 1)];
        assertThat(controller.act(new float[2])).containsExactly(expected);
        assertThat(controller.lastPlan()).isSameAs(older);
        assertThat(controller.age()).isEqualTo(t);
        assertThat(controller.late()).isEqualTo(t);
        assertThat(controller.held()).isEqualTo(Math.max(0, t - HORIZON + 1));
      }
      assertThat(work.asked).hasSize(1);
      work.carryOut();
      // It began with the step after the older plan's first: all its actions are for steps gone by.
      controller.act(new float[2]);
      assertThat(controller.lastPlan()).isNotSameAs(older);
      assertThat(controller.age()).isEqualTo(HORIZON + 1);
      assertThat(controller.late()).isEqualTo(HORIZON + 1);
    }
  }

  @Test
  void aLatePlanIsUsedFromTheStepItComesAt() {
    try (RealTimeController controller = controller(planner)) {
      controller.act(new float[2]);
      controller.act(new float[2]);
      controller.act(new float[2]);
      assertThat(controller.late()).isEqualTo(2);
      work.carryOut();
      float[] action = controller.act(new float[2]);
      assertThat(action).containsExactly(controller.lastPlan().actions()[2]);
      assertThat(controller.age()).isEqualTo(2);
    }
  }

  @Test
  void slowPlansAreMadeAsManyStepsAhead() {
    try (RealTimeController controller = controller(planner)) {
      controller.act(new float[2]);
      now += PERIOD.toNanos() * 5 / 2;
      work.carryOut();
      controller.act(new float[2]);
      assertThat(controller.latency()).isEqualTo(PERIOD.multipliedBy(5).dividedBy(2));
      assertThat(controller.lead()).isEqualTo(3);
      float[][] old = controller.lastPlan().actions();
      work.carryOut();
      // Made in no time, but for the third step from then: the older plan goes on as was expected.
      assertThat(controller.act(new float[2])).containsExactly(old[1]);
      assertThat(controller.act(new float[2])).containsExactly(old[2]);
      assertThat(work.asked).isEmpty();
      float[] begun = controller.act(new float[2]);
      assertThat(begun).containsExactly(controller.lastPlan().actions()[0]);
      assertThat(controller.lastPlan().actions()).isNotSameAs(old);
      assertThat(controller.late()).isZero();

      twin.plan(expect(new float[2], 1));
      float[] state = new float[2];
      for (int i = 0; i < 3; i++) {
        state = expect(state, old[i][0]);
      }
      twin.moveOn();
      twin.moveOn();
      assertThat(controller.lastPlan().actions()).isDeepEqualTo(twin.plan(state).actions());
    }
  }

  @Test
  void beginMakesTheFirstPlanBeforeTheFirstStep() {
    try (RealTimeController controller =
        RealTimeController.builder(planner, PERIOD).executor(Runnable::run).build()) {
      float[] state = {2, 1};
      controller.begin(state);
      float[] action = controller.act(state);
      assertThat(controller.lastPlan().actions()).isDeepEqualTo(twin.plan(state).actions());
      assertThat(action).containsExactly(controller.lastPlan().actions()[0]);
      assertThat(controller.late()).isZero();
    }
  }

  @Test
  void aResetForgetsPlansThoseBeingMadeAmongThem() {
    try (RealTimeController controller = controller(planner)) {
      controller.act(new float[2]);
      work.carryOut();
      controller.act(new float[2]);
      controller.act(new float[2]);
      assertThat(controller.late()).isEqualTo(1);
      controller.reset();
      assertThat(controller.late()).isZero();
      work.carryOut(); // what was asked for is not wanted any more
      assertThat(controller.act(new float[2])).containsExactly(1);
      assertThat(controller.lastPlan()).isNull();
      work.carryOut();
      controller.act(new float[2]);
      float[] expected = expect(new float[2], 1);
      twin.plan(expected);
      twin.reset();
      float[][] anew = twin.plan(expected).actions();
      assertThat(controller.lastPlan().actions()).isDeepEqualTo(anew);
    }
  }

  @Test
  void aStepAllocatesItsActionAndLittleElse() {
    float[] state = new float[2];
    Runnable[] asked = new Runnable[1];
    try (RealTimeController controller = RealTimeController.builder(planner, PERIOD)
        .executor(task -> asked[0] = task)
        .build()) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long allocated = 0;
      for (int t = 0; t < 20; t++) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        controller.act(state);
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        allocated += t < 10 ? 0 : after - before;
        asked[0].run();
      }
      assertThat(allocated).isLessThan(10 * 64);
    }
  }

  @Test
  void theExampleRuns(@TempDir Path folder) throws Exception {
    String printed = Program.run(Path.of("examples", "RealTime.java"), folder);
    assertThat(printed).containsPattern("late steps: \\d+").containsPattern("upright: -?\\d");
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsPlanned() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Controller.realTime(planner, Duration.ZERO))
        .withMessageContaining("period is PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RealTimeController.builder(planner, PERIOD).deadline(Duration.ofMillis(-1)))
        .withMessageContaining("deadline");
    try (RealTimeController controller = controller(planner)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> controller.act(new float[3]))
          .withMessageContaining("state");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> controller.act(new float[] {0, Float.NaN}))
          .withMessageContaining("state");
      assertThat(work.asked).isEmpty();
    }
    try (Planner two =
        Planner.builder(MASS, BOX, CONFIG).backend(Backend.CPU).problems(2).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Controller.realTime(two, PERIOD))
          .withMessageContaining("planner problems");
    }
  }
}
