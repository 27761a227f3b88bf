import dev.foresight.*;
import dev.foresight.env.*;
import dev.foresight.learn.*;
import java.util.List;
import java.util.Optional;

/**
 * A planner that looks a quarter of a second ahead cannot swing a pendulum up: it has to swing away
 * first. With a Q of the last state and one more action that was learned beside the dynamics it can.
 * Arguments: a seed, and {@code v} for a value of the state alone.
 */
public class ShortHorizon {
  private static final int STARTS = 6;

  public static void main(String[] args) {
    TrainerConfig dynamics = TrainerConfig.pets()
        .withMembers(3)
        .withHidden(List.of(32, 32))
        .withLearningRate(1e-2f)
        .withEpochs(20)
        .withPatience(20);
    ValueConfig value = ValueConfig.small();
    value = value.withTrainer(value.trainer().withMembers(4)).withSteps(5).withIterations(8);
    PetsConfig config = PetsConfig.pets()
        .withPlanner(planner(5))
        .withTrainer(dynamics)
        .withTrials(16)
        .withRandomTrials(3)
        .withActionNoise(0.2f)
        .withSeed(args.length > 0 ? Long.parseLong(args[0]) : 1);
    boolean stateAlone = args.length > 1 && args[1].equals("v");
    config = stateAlone ? config.withTerminalV(value) : config.withTerminalQ(value);
    PetsResult learned =
        new PetsLoop(Environments.named("pendulum"), config, new PetsListener() {}).run();
    evaluate("horizon 5", 5, learned.ensemble(), Optional.empty());
    evaluate("horizon 25", 25, learned.ensemble(), Optional.empty());
    evaluate("horizon 5 and " + (stateAlone ? "V" : "Q"), 5, learned.ensemble(), learned.value());
  }

  private static PlannerConfig planner(int horizon) {
    return PlannerConfig.cem()
        .withHorizon(horizon)
        .withPlans(60, 8)
        .withIterations(3)
        .withParticles(3);
  }

  /** Prints the mean return from the same starts, and its standard error. */
  private static void evaluate(
      String name, int horizon, Dynamics dynamics, Optional<ScalarEnsemble> value) {
    Environment env = Environments.named("pendulum");
    WorldModel model = env.task().model(dynamics);
    if (value.isPresent()) {
      model = model.withValue(value.get()).withDiscount(0.99f);
    }
    double sum = 0;
    double squares = 0;
    try (Planner planner = Planner.create(model, env.task().actions(), planner(horizon))) {
      for (int start = 0; start < STARTS; start++) {
        double ret = episode(env, planner, start);
        sum += ret;
        squares += ret * ret;
      }
    }
    double mean = sum / STARTS;
    double error = Math.sqrt((squares / STARTS - mean * mean) / (STARTS - 1));
    System.out.println(name + ": " + Math.round(mean) + " +- " + Math.round(error));
  }

  private static double episode(Environment env, Planner planner, long start) {
    float[] state = env.reset(start);
    planner.reset();
    double ret = 0;
    for (boolean done = false; !done; ) {
      Step step = env.step(planner.plan(state).action());
      ret += step.reward();
      state = step.observation();
      done = step.terminated() || step.truncated();
    }
    return ret;
  }
}
