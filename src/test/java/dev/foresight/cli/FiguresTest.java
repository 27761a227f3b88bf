package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.mujoco.Poses;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures show what is there: where a closed form or MuJoCo says that it is. */
class FiguresTest {
  private static final Offset<Double> NEAR = within(1e-5);

  @Test
  void everyEnvironmentHasAFigure() {
    for (String name : Environments.names()) {
      assertThat(Figures.of(name).seconds()).as(name).isPositive();
    }
    assertThatThrownBy(() -> Figures.of("chess"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chess")
        .hasMessageContaining("acrobot, cartpole");
  }

  @Test
  void everyFigureDrawsWhatItsEnvironmentShows() {
    for (String name : Environments.usable()) {
      float[] state = Environments.named(name).reset(1);
      Figure figure = Figures.of(name);
      assertThat(figure.point(state)).as(name).hasSize(2);
      for (Figure.Line line : figure.lines(state)) {
        assertThat(line.points().length % 2).as(name).isZero();
        for (double metres : line.points()) {
          assertThat(metres).as(name).isBetween(-3.0, 3.0);
        }
      }
    }
  }

  @Test
  void poles() {
    float right = (float) (Math.PI / 2);
    assertThat(Figures.of("cartpole").point(new float[] {2, 0, 0, 0}))
        .containsExactly(new double[] {2, -0.6}, NEAR);
    assertThat(Figures.of("cartpole").point(new float[] {2, right, 0, 0}))
        .containsExactly(new double[] {1.4, 0}, NEAR);
    assertThat(Figures.of("mujoco-inverted-pendulum").point(new float[] {2, 0, 0, 0}))
        .containsExactly(new double[] {2, 0.6}, NEAR);
    assertThat(goals("mujoco-inverted-pendulum", 4)).isZero();
    assertThat(goals("cartpole", 4)).isEqualTo(1);
    assertThat(Figures.of("pendulum").point(new float[] {1, 0, 0}))
        .containsExactly(new double[] {0, 1}, NEAR);
    assertThat(Figures.of("acrobot").point(new float[] {1, 0, 0, 1, 0, 0}))
        .containsExactly(new double[] {1, -1}, NEAR);
  }

  private static long goals(String name, int states) {
    return Figures.of(name).lines(new float[states]).stream()
        .filter(line -> line.part() == Figure.Part.GOAL)
        .count();
  }

  @Test
  void theReachersTipIsAsFarFromItsGoalAsItSays() {
    Environment env = Environments.named("reacher");
    env.reset(3);
    float[] state = env.step(new float[] {2, -1}).observation();
    double[] tip = Figures.of("reacher").point(state);
    assertThat(tip[0] - state[6]).isCloseTo(state[8], NEAR);
    assertThat(tip[1] - state[7]).isCloseTo(state[9], NEAR);
  }

  /** A position changes by its velocity times the time of a step. */
  @Test
  void stepsLastAsLongAsTheyDo() {
    Environment env = Environments.named("cartpole");
    float[] before = env.reset(1);
    float[] after = env.step(new float[] {0.5f}).observation();
    double speed = (before[2] + after[2]) / 2;
    assertThat((after[0] - before[0]) / speed)
        .isCloseTo(Figures.of("cartpole").seconds(), within(2e-3));
  }

  @Test
  void theHalfCheetahsCapsulesLieWhereMujocoHasThem() {
    Poses.assume();
    Random random = new Random(1);
    for (int n = 0; n < 20; n++) {
      double[] positions = new double[9];
      float[] state = new float[18];
      for (int i = 1; i < 9; i++) {
        state[i] = 2 * random.nextFloat() - 1;
        positions[i] = state[i];
      }
      Poses poses = Poses.of("halfcheetah", positions);
      List<Figure.Line> lines = Figures.of("mujoco-halfcheetah").lines(state);
      String[] bodies = {
        "back thigh", "back shin", "back foot", "front thigh", "front shin", "front foot"
      };
      for (int i = 0; i < bodies.length; i++) {
        double[] points = lines.get(i).points();
        double[] centre = poses.centre(bodies[i]);
        assertThat((points[0] + points[2]) / 2).as(bodies[i]).isCloseTo(centre[0], NEAR);
        assertThat((points[1] + points[3]) / 2).as(bodies[i]).isCloseTo(centre[2], NEAR);
      }
      double[] torso = lines.get(6).points();
      assertThat((torso[0] + torso[2]) / 2).isCloseTo(poses.body("torso")[0], NEAR);
      assertThat((torso[1] + torso[3]) / 2).isCloseTo(poses.body("torso")[2], NEAR);
    }
  }

  @Test
  void theHalfCheetahCameAsFarAsItRan() {
    Poses.assume();
    Environment env = Environments.named("mujoco-halfcheetah");
    Figure figure = Figures.of("mujoco-halfcheetah");
    env.reset(1);
    double start = env.state()[18];
    double came = 0;
    for (int t = 0; t < 20; t++) {
      came += figure.advance(env.step(new float[] {1, -1, 1, -1, 1, -1}).observation());
    }
    assertThat(came).isCloseTo(env.state()[18] - start, NEAR).isNotZero();
  }

  @Test
  void armsReachWhereMujocoHasThem() {
    Poses.assume();
    Random random = new Random(2);
    for (int n = 0; n < 20; n++) {
      double[] positions = new double[11];
      float[] angles = new float[7];
      for (int i = 0; i < 7; i++) {
        angles[i] = 2 * random.nextFloat() - 1;
        positions[i] = angles[i];
      }
      Poses reacher = Poses.of("reacher", Arrays.copyOf(positions, 10));
      Arm arm = Arm.of(angles, -0.188);
      same(arm.joints()[1], reacher.body("shoulder lift"));
      same(arm.joints()[2], reacher.body("elbow"));
      same(arm.joints()[3], reacher.body("wrist"));
      same(arm.hand(0.16828, 0), reacher.body("tip"));
      Poses pusher = Poses.of("pusher", positions);
      Arm other = Arm.of(angles, -0.6);
      same(other.joints()[3], pusher.body("wrist"));
      same(other.hand(0.1, 0), pusher.centre("tips"));
    }
  }

  private static void same(double[] drawn, double[] there) {
    assertThat(drawn).containsExactly(there, NEAR);
  }
}
