import dev.foresight.*;
import dev.foresight.env.*;
import dev.foresight.learn.*;
import java.util.List;

/**
 * A planner that looks a quarter of a second ahead cannot swing a pendulum up: it has to swing away
 * first. One that looks five times as far learns to; from what it saw, Q is learned, and practised
 * with. Then a quarter of a second is enough.
 */
public class ShortHorizon {
  private static final int PRACTICE = 16;
  private static final int STARTS = 6;
  private static final float DISCOUNT = 0.99f;
  private static final Environment ENV = Environments.named("pendulum");

  public static void main(String[] args) {
    long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
    PetsConfig config = PetsConfig.pets()
        .withPlanner(planner(25))
        .withTrainer(dynamics())
        .withTrials(12)
        .withSeed(seed);
    PetsResult seen = new PetsLoop(ENV, config, new PetsListener() {}).run();
    WorldModel model = ENV.task().model(seen.ensemble());
    evaluate("horizon 5", 5, model);
    evaluate("horizon 25", 25, model);
    evaluate("horizon 5 and Q", 5, practised(model, seen.data(), seed));
  }

  private static TrainerConfig dynamics() {
    return TrainerConfig.pets()
        .withMembers(3)
        .withHidden(List.of(32, 32))
        .withLearningRate(1e-2f)
        .withEpochs(20)
        .withPatience(20);
  }

  private static PlannerConfig planner(int horizon) {
    return PlannerConfig.cem()
        .withHorizon(horizon)
        .withPlans(60, 8)
        .withIterations(3)
        .withParticles(3);
  }

  /**
   * The model with Q, learned from all that was seen and from its own practice: where Q is wrong, a
   * short horizon believes it, goes there, and learns better.
   */
  private static WorldModel practised(WorldModel model, ReplayBuffer seen, long seed) {
    ValueConfig config = ValueConfig.small().withDiscount(DISCOUNT).withSteps(1).withIterations(25);
    TrainerConfig trainer = config.trainer().withEpochs(2).withSeed(seed);
    ValueTrainer q = ValueTrainer.q(3, 1, config.withTrainer(trainer));
    ReplayBuffer data = new ReplayBuffer(3, 1, seen.size() + PRACTICE * ENV.maxSteps());
    data.addAll(seen);
    for (int round = 0; round < PRACTICE; round++) {
      q.fit(data, epoch -> {});
      try (Planner planner = planner(valued(model, q), 5, round)) {
        episode(planner, 1000 + round, data);
      }
    }
    q.fit(data, epoch -> {});
    return valued(model, q);
  }

  private static WorldModel valued(WorldModel model, ValueTrainer q) {
    return model.withValue(q.value()).withDiscount(DISCOUNT);
  }

  private static Planner planner(WorldModel model, int horizon, long seed) {
    return Planner.create(model, ENV.task().actions(), planner(horizon).withSeed(seed));
  }

  /** Prints the mean return from the same starts, and its standard error. */
  private static void evaluate(String name, int horizon, WorldModel model) {
    double sum = 0;
    double squares = 0;
    try (Planner planner = planner(model, horizon, 0)) {
      for (int start = 0; start < STARTS; start++) {
        planner.reset();
        double ret = episode(planner, start, new ReplayBuffer(3, 1, 1));
        sum += ret;
        squares += ret * ret;
      }
    }
    double mean = sum / STARTS;
    double error = Math.sqrt((squares / STARTS - mean * mean) / (STARTS - 1));
    System.out.println(name + ": " + Math.round(mean) + " +- " + Math.round(error));
  }

  private static double episode(Planner planner, long start, ReplayBuffer data) {
    float[] state = ENV.reset(start);
    double ret = 0;
    for (boolean done = false; !done; ) {
      float[] action = planner.plan(state).action();
      Step step = ENV.step(action);
      float[] next = step.observation();
      data.add(state, action, step.reward(), next, step.terminated(), step.truncated());
      ret += step.reward();
      state = next;
      done = step.terminated() || step.truncated();
    }
    return ret;
  }
}
