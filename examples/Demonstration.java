import dev.foresight.*;
import dev.foresight.env.*;
import dev.foresight.learn.*;
import java.util.List;
import java.util.Random;

/**
 * A pendulum's swing-up was watched, but nobody wrote down the torques. Inverse dynamics, learned from
 * random motion, finds them; put forward as plans, they show the way in one round of search, where
 * eight rounds without find none.
 */
public class Demonstration {
  private static final int STEPS = 60;
  private static final int HORIZON = 25;

  private static final Environment env = Environments.named("pendulum-sparse");
  private static final ActionSpace torque = env.task().actions();

  public static void main(String[] args) {
    InverseDynamics inverse = learned(args.length > 0 ? Long.parseLong(args[0]) : 1);
    float[] sums = new float[4];
    for (int start = 0; start < 8; start++) {
      float[][] watched = new float[STEPS + HORIZON + 1][];
      sums[0] += episode(start, config(8, 400, Noise.coloured(2)), null, watched);
      sums[1] += episode(start, config(1, 20, Noise.white()), null, null);
      sums[2] += episode(start, config(8, 20, Noise.white()), null, null);
      sums[3] += episode(start, config(1, 20, Noise.white()), inverse, watched);
    }
    System.out.println("demonstration, 8 rounds of 400 plans: " + sums[0] / 8);
    System.out.println("1 round of 20 plans: " + sums[1] / 8);
    System.out.println("8 rounds of 20 plans: " + sums[2] / 8);
    System.out.println("1 round of 20 plans, 1 put forward: " + sums[3] / 8);
  }

  private static PlannerConfig config(int iterations, int plans, Noise noise) {
    return PlannerConfig.icem()
        .withNoise(noise)
        .withHorizon(HORIZON)
        .withPlans(plans, plans / 5)
        .withIterations(iterations)
        .withProposals(1);
  }

  /** From 60 episodes of torques that change at random. */
  private static InverseDynamics learned(long seed) {
    ReplayBuffer data = new ReplayBuffer(3, 1, 60 * env.maxSteps());
    Random random = new Random(seed);
    for (int episode = 0; episode < 60; episode++) {
      float[] state = env.reset(1000 * seed + episode);
      float[] action = new float[1];
      for (boolean done = false; !done; ) {
        if (random.nextInt(5) == 0) {
          action = new float[] {6 * random.nextFloat() - 3};
        }
        Step step = env.step(action);
        done = step.terminated() || step.truncated();
        data.add(state, action, step.reward(), step.observation(), step.terminated(), done);
        state = step.observation();
      }
    }
    TrainerConfig config = TrainerConfig.pets()
        .withMembers(2)
        .withHidden(List.of(48, 48))
        .withLearningRate(1e-2f)
        .withEpochs(30)
        .withPatience(30)
        .withSeed(seed);
    NetworkTrainer trainer = new NetworkTrainer(6, 1, config);
    trainer.fit(Examples.causes(data), epoch -> {});
    return new InverseDynamics(trainer.networks(), torque);
  }

  /** The return of an episode that follows what was watched, or else is written down there. */
  private static float episode(
      int start, PlannerConfig config, InverseDynamics inverse, float[][] watched) {
    WorldModel model = env.task().model(env.dynamics());
    float[] state = env.reset(start);
    float ret = 0;
    try (Planner planner = Planner.create(model, torque, config)) {
      for (int t = 0; t < STEPS; t++) {
        if (inverse != null) {
          planner.propose(0, new float[][][] {inverse.plan(ahead(state, watched, t))});
        }
        Step step = env.step(planner.plan(state).action());
        state = step.observation();
        ret += step.reward();
        for (int k = t + 1; inverse == null && watched != null && k < watched.length; k++) {
          watched[k] = state; // and the end of it stays
        }
      }
    }
    return ret;
  }

  /** The state now, then those that were watched. */
  private static float[][] ahead(float[] state, float[][] watched, int t) {
    float[][] path = new float[HORIZON + 1][];
    path[0] = state;
    System.arraycopy(watched, t + 1, path, 1, HORIZON);
    return path;
  }
}
