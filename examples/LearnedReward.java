import dev.foresight.*;
import dev.foresight.env.*;
import dev.foresight.learn.*;
import java.util.List;
import java.util.Random;

/**
 * Nobody wrote down what a pendulum is rewarded for; it was only seen, at random moments of random
 * play. A reward learned from that is planned with as if it were a formula.
 */
public class LearnedReward {
  private static final int EPISODES = 4;

  public static void main(String[] args) {
    long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
    Environment env = Environments.named("pendulum");
    WorldModel known = env.task().model(env.dynamics());
    WorldModel learned = known.withReward(reward(env, seed));
    WorldModel none = known.withReward(Expr.constant(0));
    System.out.println("return with the reward known: " + mean(env, known));
    System.out.println("return with the reward learned: " + mean(env, learned));
    System.out.println("return with no reward: " + mean(env, none));
  }

  /** From 30 episodes of torque that changes now and then. */
  private static ScalarEnsemble reward(Environment env, long seed) {
    ReplayBuffer seen = new ReplayBuffer(3, 1, 30 * env.maxSteps());
    Random random = new Random(seed);
    for (int episode = 0; episode < 30; episode++) {
      float[] state = env.reset(random.nextLong());
      float[] action = new float[1];
      for (boolean over = false; !over; ) {
        if (random.nextInt(10) == 0) {
          action = new float[] {4 * random.nextFloat() - 2};
        }
        Step step = env.step(action);
        over = step.terminated() || step.truncated();
        seen.add(state, action, step.reward(), step.observation(), step.terminated(), over);
        state = step.observation();
      }
    }
    TrainerConfig config = TrainerConfig.pets()
        .withMembers(2)
        .withHidden(List.of(32, 32))
        .withLearningRate(1e-2f)
        .withEpochs(20)
        .withPatience(20)
        .withSeed(seed);
    NetworkTrainer trainer = new NetworkTrainer(3 + 1, 1, config);
    trainer.fit(Examples.rewards(seen), epoch -> {});
    return new ScalarEnsemble(trainer.networks(), Reduction.mean());
  }

  /** What the environment itself pays to plans made with the model, per episode. */
  private static long mean(Environment env, WorldModel model) {
    PlannerConfig config =
        PlannerConfig.icem().withHorizon(25).withPlans(64, 8).withIterations(2).withParticles(1);
    double sum = 0;
    try (Planner planner = Planner.create(model, env.task().actions(), config)) {
      for (int episode = 0; episode < EPISODES; episode++) {
        float[] state = env.reset(episode);
        planner.reset();
        for (boolean over = false; !over; ) {
          Step step = env.step(planner.plan(state).action());
          sum += step.reward();
          state = step.observation();
          over = step.terminated() || step.truncated();
        }
      }
    }
    return Math.round(sum / EPISODES);
  }
}
