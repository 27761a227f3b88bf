package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A real-time controller whose model breaks, or takes its time. */
class RealTimeThreadTest {
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final ActionSpace BOX = new ActionSpace(new float[] {-1}, new float[] {3});

  private static Planner planner(Simulator model) {
    PlannerConfig config = PlannerConfig.cem().withHorizon(5).withPlans(60, 6);
    return Planner.builder(WorldModel.of(model), BOX, config)
        .backend(Backend.CPU)
        .threads(1)
        .build();
  }

  @Test
  void whatEndsAPlanIsThrownByTheNextActAndThenThereIsAnother() {
    AtomicBoolean broken = new AtomicBoolean();
    Runnable[] asked = new Runnable[1];
    Simulator fragile = new Still() {
      @Override
      public void step(float[] states, float[] actions, float[] next, int rows) {
        if (broken.get()) {
          throw new ArithmeticException("the model broke");
        }
      }
    };
    try (Planner through = planner(fragile);
        RealTimeController controller = RealTimeController.builder(through, PERIOD)
            .executor(task -> asked[0] = task)
            .build()) {
      controller.act(new float[1]);
      broken.set(true);
      asked[0].run();
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> controller.act(new float[1]))
          .withStackTraceContaining("the model broke");
      broken.set(false);
      controller.act(new float[1]);
      asked[0].run();
      controller.act(new float[1]);
      assertThat(controller.lastPlan()).isNotNull();
      broken.set(true);
      asked[0].run();
      assertThatExceptionOfType(RuntimeException.class)
          .as("nor is the last one lost")
          .isThrownBy(controller::close)
          .withStackTraceContaining("the model broke");
    }
  }

  /** A model in which nothing moves. */
  private abstract static class Still implements Simulator {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public int actionSize() {
      return 1;
    }
  }

  @Test
  void actReturnsWhileThePlannerIsBusyAndCloseEndsItsThread() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread[] seen = new Thread[1];
    Simulator stuck = new Still() {
      @Override
      public void step(float[] states, float[] actions, float[] next, int rows) {
        seen[0] = Thread.currentThread();
        busy.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
    try (Planner through = planner(stuck)) {
      RealTimeController controller = Controller.realTime(through, PERIOD);
      controller.act(new float[1]);
      assertThat(busy.await(1, TimeUnit.MINUTES)).isTrue();
      for (int t = 1; t < 10; t++) {
        assertThat(controller.act(new float[1])).containsExactly(1);
        assertThat(controller.late()).isEqualTo(t);
      }
      release.countDown();
      controller.close();
      seen[0].join(60_000);
      assertThat(seen[0].isAlive()).isFalse();
      assertThatIllegalStateException().isThrownBy(() -> controller.act(new float[1]));
    }
  }
}
