package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rewards, inputs and sizes are those published with PETS, written down once more in plain numbers. */
class PublishedTest {
  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @Test
  void cartPole() {
    rewards("mujoco-cartpole", 4, 1, 200, (o, a) -> {
      double x = o[0] - 0.6 * Math.sin(o[1]);
      double y = -0.6 * Math.cos(o[1]) - 0.6;
      return Math.exp(-(x * x + y * y) / 0.36) - 0.01 * squares(a);
    });
    inputs("mujoco-cartpole", "sin(1) cos(1) 0 2 3 a0");
  }

  @Test
  void invertedPendulum() {
    rewards("mujoco-inverted-pendulum", 4, 1, 100, (o, a) -> -o[1] * o[1]);
    inputs("mujoco-inverted-pendulum", "0 1 2 3 a0");
  }

  @Test
  void reacher() {
    rewards("mujoco-reacher", 17, 7, 150, (o, a) -> {
      double[] tip = tip(o);
      double distance = 0;
      for (int i = 0; i < 3; i++) {
        distance += Math.pow(tip[i] - o[7 + i], 2);
      }
      return -distance - 0.01 * squares(a);
    });
    assertThat(Environments.named("mujoco-reacher").features())
        .isEqualTo(Ensemble.plainFeatures(17, 7));
  }

  @Test
  void pusher() {
    double[] goal = {0.45, -0.05, -0.323};
    rewards("mujoco-pusher", 20, 7, 150, (o, a) -> {
      double sum = 0.1 * squares(a);
      for (int i = 0; i < 3; i++) {
        sum += 0.5 * Math.abs(o[14 + i] - o[17 + i]) + 1.25 * Math.abs(goal[i] - o[17 + i]);
      }
      return -sum;
    });
    assertThat(Environments.named("mujoco-pusher").features())
        .isEqualTo(Ensemble.plainFeatures(20, 7));
  }

  @Test
  void halfCheetah() {
    rewards("mujoco-halfcheetah", 18, 6, 1000, (o, a) -> o[0] - 0.1 * squares(a));
    inputs(
        "mujoco-halfcheetah",
        "1 sin(2) cos(2) 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 a0 a1 a2 a3 a4 a5");
    boolean[] delta = Environments.named("mujoco-halfcheetah").delta();
    for (int i = 0; i < 18; i++) {
      assertThat(delta[i]).as("element %d", i).isEqualTo(i > 0);
    }
  }

  /** Along three segments; each turns by a flexing joint against the last, after the roll about it. */
  private static double[] tip(double[] angle) {
    double pan = angle[0];
    double lift = angle[1];
    double[] along = {
      Math.cos(lift) * Math.cos(pan), Math.cos(lift) * Math.sin(pan), -Math.sin(lift)
    };
    double[] side = {-Math.sin(pan), Math.cos(pan), 0};
    double[] end = {0.1 * Math.cos(pan), 0.1 * Math.sin(pan) - 0.188, 0};
    add(end, 0.4, along);
    double[][] segments = {{0.321, angle[2], angle[3]}, {0.16828, angle[4], angle[5]}};
    for (double[] s : segments) {
      double[] over = cross(along, side);
      double[] turned = new double[3];
      add(turned, Math.cos(s[2]), along);
      add(turned, Math.sin(s[2]) * Math.sin(s[1]), side);
      add(turned, -Math.sin(s[2]) * Math.cos(s[1]), over);
      double[] axis = new double[3];
      add(axis, Math.cos(s[1]), side);
      add(axis, Math.sin(s[1]), over);
      along = turned;
      side = axis;
      add(end, s[0], along);
    }
    return end;
  }

  private static void add(double[] to, double times, double[] what) {
    for (int i = 0; i < 3; i++) {
      to[i] += times * what[i];
    }
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double squares(double[] action) {
    double sum = 0;
    for (double a : action) {
      sum += a * a;
    }
    return sum;
  }

  private static void rewards(
      String name,
      int seen,
      int actions,
      int steps,
      ToDoubleBiFunction<double[], double[]> reward) {
    Environment env = Environments.named(name);
    assertThat(env.stateSize()).isEqualTo(seen);
    assertThat(env.task().actions().size()).isEqualTo(actions);
    Random random = new Random(1);
    env.reset(3);
    for (int t = 1; ; t++) {
      float[] action = env.task().actions().high();
      double[] a = new double[actions];
      for (int i = 0; i < actions; i++) {
        action[i] *= 2 * random.nextFloat() - 1;
        a[i] = action[i];
      }
      Step step = env.step(action);
      double[] o = new double[seen];
      for (int i = 0; i < seen; i++) {
        o[i] = step.observation()[i];
      }
      double expected = reward.applyAsDouble(o, a);
      assertThat((double) step.reward())
          .as("step %d", t)
          .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
      assertThat(step.terminated()).isFalse();
      if (step.truncated()) {
        assertThat(t).isEqualTo(steps);
        return;
      }
    }
  }

  private static void inputs(String name, String wanted) {
    List<Expr> expected =
        List.of(wanted.split(" ")).stream().map(PublishedTest::input).toList();
    assertThat(Environments.named(name).features()).isEqualTo(expected);
  }

  private static Expr input(String text) {
    int number = Integer.parseInt(text.replaceAll("\\D", ""));
    if (text.startsWith("a")) {
      return Expr.action(number);
    }
    Expr state = Expr.state(number);
    return text.startsWith("s") ? Expr.sin(state) : text.startsWith("c") ? Expr.cos(state) : state;
  }
}
