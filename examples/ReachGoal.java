import static dev.foresight.Expr.*;

import dev.foresight.*;
import dev.foresight.learn.*;
import java.util.List;
import java.util.Random;

/**
 * A sledge on ice is to be brought to a place, and to stand there. A planner that sees 4 steps and
 * only how far it is rushes past the goal, for it cannot brake in time. The number of steps that it
 * takes, learned from aimless pushing, knows that speed has to be lost.
 */
public class ReachGoal {
  private static final float[] GOAL = {1, 0}; // place and velocity
  private static final ActionSpace PUSH = ActionSpace.symmetric(1, 1);
  private static final Expr VELOCITY = state(1).plus(action(0).times(0.01f));
  private static final Equations ICE = Equations.of(1, state(0).plus(VELOCITY), VELOCITY);

  public static void main(String[] args) {
    Expr far = state(0).minus(GOAL[0]).squared();
    System.out.println("steps with how far it is: " + reach(far.negated()));
    Distance distance = learned(args.length > 0 ? Long.parseLong(args[0]) : 1);
    System.out.println("steps with steps learned: " + reach(distance.value(GOAL)));
  }

  /** The steps taken from rest at 0 until the sledge stands at the goal; 60 if it never does. */
  private static int reach(ScalarFunction value) {
    WorldModel model = WorldModel.of(ICE).withValue(value);
    float[] state = {0, 0};
    int steps = 0;
    try (Planner planner = Planner.create(model, PUSH, PlannerConfig.icem().withHorizon(4))) {
      while (steps < 60 && (Math.abs(state[0] - GOAL[0]) > 0.1 || Math.abs(state[1]) > 0.02)) {
        state = step(state, planner.plan(state).action());
        steps++;
      }
    }
    return steps;
  }

  private static float[] step(float[] state, float[] action) {
    float[] next = new float[2];
    for (int i = 0; i < 2; i++) {
      next[i] = ICE.next().get(i).evaluate(state, action, state);
    }
    return next;
  }

  /** From 500 rides of 40 steps, with pushes that change now and then. */
  private static Distance learned(long seed) {
    ReplayBuffer data = new ReplayBuffer(2, 1, 500 * 40);
    Random random = new Random(seed);
    for (int ride = 0; ride < 500; ride++) {
      float[] state = {3 * random.nextFloat() - 1, 0.3f * random.nextFloat() - 0.15f};
      float[] action = new float[1];
      for (int t = 0; t < 40; t++) {
        if (t == 0 || random.nextInt(8) == 0) {
          action = new float[] {random.nextInt(3) - 1};
        }
        float[] next = step(state, action);
        data.add(state, action, 0, next, false, t == 39);
        state = next;
      }
    }
    TrainerConfig config = TrainerConfig.pets()
        .withMembers(2)
        .withHidden(List.of(48, 48))
        .withLearningRate(1e-2f)
        .withEpochs(15)
        .withPatience(15)
        .withSeed(seed);
    NetworkTrainer trainer = new NetworkTrainer(4, 1, config);
    trainer.fit(Examples.distances(data, 30, 2, seed), epoch -> {});
    return new Distance(trainer.networks());
  }
}
