import dev.foresight.*;
import dev.foresight.env.*;
import java.time.Duration;

/** Swings up a pole on a cart that does not wait: every 40 ms it takes the action there is. */
public class RealTime {
  public static void main(String[] args) throws InterruptedException {
    Environment cart = Environments.named("cartpole");
    WorldModel model = cart.task().model(cart.dynamics());
    PlannerConfig config = PlannerConfig.icem().withHorizon(25);
    Duration period = Duration.ofMillis(40);
    try (Planner planner = Planner.create(model, cart.task().actions(), config)) {
      planner.warmUp();
      try (RealTimeController controller = Controller.realTime(planner, period)) {
        float[] state = cart.reset(1);
        controller.begin(state); // the first plan; from here on nothing waits for one
        long tick = System.nanoTime();
        for (int t = 0; t < 100; t++) {
          float[] action = controller.act(state); // at once; the next plan is being made
          state = cart.step(action).observation();
          tick += period.toNanos();
          Thread.sleep(Math.max(0, (tick - System.nanoTime()) / 1_000_000));
        }
        System.out.println("late steps: " + controller.late());
        System.out.println("upright: " + Math.cos(state[1])); // 1 is straight up
      }
    }
  }
}
