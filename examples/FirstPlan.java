import static dev.foresight.Expr.action;
import static dev.foresight.Expr.state;

import dev.foresight.*;
import dev.foresight.env.*;

public class FirstPlan {
  public static void main(String[] args) {
    Environment env = Environments.named("pendulum");
    Dynamics dynamics = env.dynamics(); // if learned: Ensemble.load(Path.of("model.safetensors"))
    Expr upright = state(0); // the cosine of the rod's angle
    WorldModel model =
        WorldModel.of(dynamics).withReward(upright.minus(action(0).squared().times(0.001f)));
    ActionSpace torque = ActionSpace.symmetric(1, 2f);
    try (Planner planner = Planner.create(model, torque, PlannerConfig.cem().withHorizon(25))) {
      float[] state = env.reset(1);
      for (boolean done = false; !done; ) {
        Plan plan = planner.plan(state); // also plan.score(), plan.epistemic(), plan.actions()
        Step step = env.step(plan.action());
        state = step.observation();
        done = step.terminated() || step.truncated();
      }
      System.out.println("upright: " + state[0]); // 1 is straight up
    }
  }
}
