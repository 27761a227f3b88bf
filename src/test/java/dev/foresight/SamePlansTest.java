package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import dev.foresight.learn.EnsembleTrainer;
import dev.foresight.learn.ReplayBuffer;
import dev.foresight.learn.TrainerConfig;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With one seed and the same states, every backend chooses the actions that the CPU chooses. */
@ExtendWith(KeptContext.class)
class SamePlansTest {
  private static final PlannerConfig CEM =
      PlannerConfig.cem().withHorizon(20).withPlans(100, 10).withIterations(4).withParticles(5);

  private static final int STEPS = 40;

  /** Greatest difference of an action, as a share of its range. */
  private static final float TOLERANCE = 1e-3f;

  /**
   * Plans of an episode that may differ by more: where two plans' scores are equal but for rounding,
   * one backend fits the one and another the other. Both then begin anew in the same state.
   */
  private static final int MOST_TIES = 2;

  /** Learned from a few hundred random steps. */
  private static final class Learned {
    static final Ensemble CARTPOLE = learn(Environments.named("cartpole"));

    private static Ensemble learn(Environment env) {
      ActionSpace actions = env.task().actions();
      ReplayBuffer data = new ReplayBuffer(env.stateSize(), actions.size(), 400);
      SplittableRandom random = new SplittableRandom(1);
      for (long episode = 0; data.size() < 400; episode++) {
        float[] state = env.reset(episode);
        for (boolean done = false; !done && data.size() < 400; ) {
          float[] action = new float[actions.size()];
          for (int a = 0; a < action.length; a++) {
            float low = actions.low()[a];
            action[a] = low + (actions.high()[a] - low) * (float) random.nextDouble();
          }
          Step step = env.step(action);
          data.add(state, action, step.reward(), step.observation(), step.terminated());
          state = step.observation();
          done = step.terminated() || step.truncated();
        }
      }
      TrainerConfig training = TrainerConfig.pets()
          .withMembers(3)
          .withHidden(List.of(32, 32))
          .withLearningRate(1e-2f)
          .withEpochs(20);
      boolean[] delta = new boolean[env.stateSize()];
      Arrays.fill(delta, true);
      EnsembleTrainer trainer =
          new EnsembleTrainer(env.stateSize(), actions.size(), env.features(), delta, training);
      trainer.fit(data, epoch -> {});
      return trainer.ensemble();
    }
  }

  private static void same(Environment env, Dynamics dynamics, Backend backend, long seed) {
    same(env, dynamics, backend, CEM.withSeed(seed));
  }

  private static void same(
      Environment env, Dynamics dynamics, Backend backend, PlannerConfig config) {
    long seed = config.seed();
    WorldModel model = env.task().model(dynamics);
    ActionSpace actions = env.task().actions();
    float range = actions.high()[0] - actions.low()[0];
    int ties = 0;
    try (Planner cpu = planner(model, actions, Backend.CPU, config);
        Planner other = planner(model, actions, backend, config)) {
      float[] state = env.reset(seed);
      for (int t = 0; t < STEPS; t++) {
        float[] chosen = cpu.plan(state).action();
        float[] same = other.plan(state).action();
        if (Math.abs(chosen[0] - same[0]) > TOLERANCE * range) {
          ties++;
          cpu.reset();
          other.reset();
        }
        state = env.step(chosen).observation();
      }
    }
    assertThat(ties)
        .as("differing plans of %d, seed %d", STEPS, seed)
        .isLessThanOrEqualTo(MOST_TIES);
  }

  private static Planner planner(
      WorldModel model, ActionSpace actions, Backend backend, PlannerConfig config) {
    return Planner.builder(model, actions, config).backend(backend).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA", "ND4J"})
  void onThePendulum(Backend backend) {
    Devices.assume(backend);
    Environment env = Environments.named("pendulum");
    for (long seed = 1; seed <= 3; seed++) {
      same(env, env.dynamics(), backend, seed);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENCL", "CUDA", "ND4J"})
  void onALearnedCartPole(Backend backend) {
    Devices.assume(backend);
    same(Environments.named("cartpole"), Learned.CARTPOLE, backend, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"E", "DS", "MM"})
  void onALearnedCartPoleByMixtures(Propagation propagation) {
    Devices.assume(Backend.OPENCL);
    PlannerConfig config = CEM.withHorizon(8).withPlans(60, 6).withPropagation(propagation);
    same(Environments.named("cartpole"), Learned.CARTPOLE, Backend.OPENCL, config);
  }
}
