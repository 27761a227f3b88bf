package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.cos;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a planner promises, on the engines that put their work off until something is read. */
@ExtendWith(KeptContext.class)
class DevicePlannerTest {
  private static final ActionSpace BOX =
      new ActionSpace(new float[] {-1, -0.5f}, new float[] {2, 1});

  /** A noisy pendulum with two motors. */
  private static final WorldModel PENDULUM = WorldModel.of(Equations.of(
              2,
              state(0).plus(state(1).times(0.2f)),
              state(1).plus(sin(state(0)).plus(action(0)).minus(action(1)).times(0.2f)))
          .withNoise(constant(0.05f), constant(0.1f)))
      .withReward(cos(next(0)).minus(action(0).squared().times(0.01f)));

  private static final PlannerConfig CONFIG =
      PlannerConfig.icem().withPlans(70, 7).withHorizon(6).withParticles(5);

  private static PlannerBuilder on(Backend backend, PlannerConfig config) {
    Devices.assume(backend);
    return Planner.builder(PENDULUM, BOX, config).backend(backend);
  }

  private static float[][] states(int first, int problems, int call) {
    float[][] states = new float[problems][];
    for (int b = 0; b < problems; b++) {
      states[b] = new float[] {0.5f + first + b, -0.25f * call};
    }
    return states;
  }

  private static void same(Object actual, Object expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void theSameSeedGivesTheSameBits(Backend backend) {
    try (Planner one = on(backend, CONFIG).build();
        Planner two = on(backend, CONFIG).build()) {
      for (int call = 0; call < 5; call++) {
        same(two.planAll(states(0, 1, call)), one.planAll(states(0, 1, call)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void problemsArePlannedTogetherAsTheyAreAlone(Backend backend) {
    try (Planner all = on(backend, CONFIG).problems(3).build();
        Planner last = on(backend, CONFIG).firstProblem(2).build()) {
      for (int call = 0; call < 4; call++) {
        Plan alone = last.plan(states(2, 1, call)[0]);
        same(all.planAll(states(0, 3, call))[2], alone);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void aProblemIsResetAlone(Backend backend) {
    try (Planner planner = on(backend, CONFIG).problems(3).build()) {
      Plan[] before = new Plan[0];
      for (int call = 0; call < 3; call++) {
        before = planner.planAll(states(0, 3, call));
      }
      planner.reset(1);
      Plan[] after = planner.planAll(states(0, 3, 3), Duration.ZERO);
      for (int b : new int[] {0, 2}) {
        float[][] moved = PlannerTest.movedOn(before[b].actions(), CONFIG, 0);
        assertThat(after[b].actions()).isDeepEqualTo(moved);
      }
      for (float[] middle : after[1].actions()) {
        assertThat(middle).containsExactly(0.5f, 0.25f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void aPlannerResetBeginsAsItsFirstPlanDid(Backend backend) {
    try (Planner planner = on(backend, CONFIG).build()) {
      planner.plan(states(0, 1, 0)[0]);
      planner.reset();
      Plan plan = planner.plan(states(0, 1, 0)[0], Duration.ZERO);
      for (float[] middle : plan.actions()) {
        assertThat(middle).containsExactly(0.5f, 0.25f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void aFarDeadlineChangesNothing(Backend backend) {
    try (Planner timed = on(backend, CONFIG).build();
        Planner free = on(backend, CONFIG).build()) {
      for (int call = 0; call < 4; call++) {
        float[] state = states(0, 1, call)[0];
        same(timed.plan(state, Duration.ofHours(1)), free.plan(state));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void aDeadlineCountsWhatTheDeviceHasDoneAndNotWhatItWasAskedFor(Backend backend) {
    try (Planner planner = on(backend, CONFIG.withIterations(400)).build()) {
      planner.plan(new float[2]);
      long whole = -System.nanoTime();
      planner.plan(new float[2]);
      whole += System.nanoTime();
      Plan plan = planner.plan(new float[2], Duration.ofNanos(whole / 4));
      assertThat(plan.outcome()).isEqualTo(Plan.Outcome.DEADLINE);
      assertThat(plan.iterations()).isBetween(1, 300);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void inTheSteadyStateOnlyThePlanIsAllocated(Backend backend) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    float[] state = new float[2];
    try (Planner planner = on(backend, CONFIG).build()) {
      for (int i = 0; i < 100; i++) {
        planner.plan(state);
      }
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 100; i++) {
        planner.plan(state);
      }
      long each = (threads.getThreadAllocatedBytes(id) - before) / 100;
      // Six arrays of two floats (24 bytes), the array of them (40) and the plan's record (48).
      assertThat(each).isLessThanOrEqualTo(6 * 24 + 40 + 48 + 32);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void twoPlannersOnTwoThreadsDoNotDisturbEachOther(Backend backend) throws Exception {
    PlannerConfig other = CONFIG.withSeed(9);
    List<Plan> first = episode(on(backend, CONFIG));
    List<Plan> second = episode(on(backend, other));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Plan>> one = threads.submit(() -> episode(on(backend, CONFIG)));
      Future<List<Plan>> two = threads.submit(() -> episode(on(backend, other)));
      same(one.get(), first);
      same(two.get(), second);
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA"})
  void whatFailsOnOneThreadLeavesThePlannerOnAnotherWorking(Backend backend) throws Exception {
    List<Plan> expected = episode(on(backend, CONFIG));
    Simulator java = new Simulator() {
      @Override
      public int stateSize() {
        return 2;
      }

      @Override
      public int actionSize() {
        return 2;
      }

      @Override
      public void step(float[] states, float[] actions, float[] next, int rows) {}
    };
    PlannerBuilder wrong = Planner.builder(WorldModel.of(java), BOX, CONFIG).backend(backend);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<List<Plan>> plans = threads.submit(() -> episode(on(backend, CONFIG)));
      Future<Integer> failures = threads.submit(() -> {
        int refused = 0;
        while (!plans.isDone() || refused == 0) {
          assertThatExceptionOfType(BackendException.class)
              .isThrownBy(wrong::build)
              .withMessageContaining("Simulator");
          refused++;
        }
        return refused;
      });
      same(plans.get(), expected);
      assertThat(failures.get()).isPositive();
    } finally {
      threads.shutdown();
    }
  }

  private static List<Plan> episode(PlannerBuilder builder) {
    List<Plan> plans = new ArrayList<>();
    try (Planner planner = builder.build()) {
      for (int call = 0; call < 100; call++) {
        plans.addAll(Arrays.asList(planner.planAll(states(0, 1, call))));
      }
    }
    return plans;
  }
}
