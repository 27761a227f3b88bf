import static dev.foresight.Expr.*;

import dev.foresight.*;

/**
 * A planner over a simulator of one's own: a puck on a frictionless table of 2 m x 1 m is to stop
 * at a place behind a wall, off which it bounces. Any simulator that can go on from a given state will do.
 */
public class OwnSimulator {
  /** State: place in m, velocity in m/s. Action: acceleration within 2 m/s^2, for 0.1 s. */
  static final class Table implements Simulator {
    @Override
    public int stateSize() {
      return 4;
    }

    @Override
    public int actionSize() {
      return 2;
    }

    /** Called by several threads at once: everything that it changes is its caller's. */
    @Override
    public void step(float[] states, float[] actions, float[] next, int rows) {
      for (int row = 0; row < rows; row++) {
        float x = states[4 * row];
        float y = states[4 * row + 1];
        float vx = states[4 * row + 2];
        float vy = states[4 * row + 3];
        for (int i = 0; i < 20; i++) {
          vx += 0.005f * actions[2 * row];
          vy += 0.005f * actions[2 * row + 1];
          boolean across = (x - 1) * (x + 0.005f * vx - 1) < 0 && y < 0.7f;
          vx = across || x + 0.005f * vx < 0 || x + 0.005f * vx > 2 ? -vx : vx;
          vy = y + 0.005f * vy < 0 || y + 0.005f * vy > 1 ? -vy : vy;
          x += 0.005f * vx;
          y += 0.005f * vy;
        }
        next[4 * row] = x;
        next[4 * row + 1] = y;
        next[4 * row + 2] = vx;
        next[4 * row + 3] = vy;
      }
    }
  }

  public static void main(String[] args) {
    Table table = new Table();
    Expr far = next(0).minus(1.5f).squared().plus(next(1).minus(0.2f).squared());
    Expr fast = next(2).squared().plus(next(3).squared());
    Expr behind = next(0).greaterThan(1);
    WorldModel model = WorldModel.of(table).withReward(behind.minus(far).minus(fast.times(0.05f)));
    PlannerConfig config =
        PlannerConfig.predictiveSampling().withHorizon(30).withPlans(100).withInitialStd(0.3f);
    float[] state = {0.3f, 0.2f, 0, 0};
    try (Planner planner = Planner.create(model, ActionSpace.symmetric(2, 2), config)) {
      for (int t = 0; t < 100; t++) {
        state = table.expect(state, planner.plan(state).action());
      }
    }
    double metres = Math.hypot(state[0] - 1.5, state[1] - 0.2);
    System.out.println("metres from its place: " + metres);
  }
}
