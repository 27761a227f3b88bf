package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.engine.Required;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is simulated obeys the laws that have closed forms. */
class PhysicsTest {
  private static final double G = 9.81;
  private static final String EXACT =
      "<option timestep='0.001' integrator='RK4' gravity='0 0 %s'/>";

  /** A pendulum of 1 kg whose mass is at a point, 0.5 m below its hinge; another one hangs from it if given. */
  private static final String PENDULUM = "<mujoco>" + EXACT.formatted(-G)
      + "<worldbody><body><joint type='hinge' axis='0 1 0'/>"
      + "<inertial pos='0 0 -0.5' mass='1' diaginertia='1e-9 1e-9 1e-9'/>%s"
      + "</body></worldbody></mujoco>";

  private static final String SECOND = "<body pos='0 0 -0.5'><joint type='hinge' axis='0 1 0'/>"
      + "<inertial pos='0 0 -0.3' mass='2' diaginertia='1e-9 1e-9 1e-9'/></body>";

  @TempDir
  private Path folder;

  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  /** T = 2 pi sqrt(l / g) / agm(1, cos(angle / 2)). */
  @Test
  void aPendulumSwingsInTheTimeOfTheClosedForm() throws Exception {
    for (double angle : new double[] {0.1, 1, 2, 3}) {
      MujocoData data = new MujocoData(model(PENDULUM.formatted("")));
      data.positions().put(0, angle);
      double passed = 0;
      int times = 0;
      double first = 0;
      for (int step = 1; times < 3; step++) {
        double before = data.positions().get(0);
        data.step(1);
        double now = data.positions().get(0);
        if (before * now < 0) {
          passed = 0.001 * (step - now / (now - before));
          first = times++ == 0 ? passed : first;
        }
      }
      double expected = 2 * Math.PI * Math.sqrt(0.5 / G) / agm(1, Math.cos(angle / 2));
      assertThat(passed - first).as("from %s", angle).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void energyIsKeptWithoutFriction() throws Exception {
    MujocoModel model = model(PENDULUM.formatted(SECOND).replace("0.001", "0.0002"));
    model.computeEnergy();
    MujocoData data = new MujocoData(model);
    data.positions().put(0, 2);
    data.positions().put(1, -1);
    data.forward();
    double energy = data.energy();
    double height = -0.5 * Math.cos(2);
    assertThat(energy).isCloseTo(G * (height + 2 * (height - 0.3 * Math.cos(1))), within(1e-9));
    double moved = 0;
    for (int step = 0; step < 20_000; step++) {
      data.step(1);
      moved += Math.abs(data.velocities().get(0)) * 0.0002;
      assertThat(data.energy()).as("step %d", step).isCloseTo(energy, within(1e-5));
    }
    assertThat(moved).isGreaterThan(5);
  }

  @Test
  void momentumIsKeptWhereNothingPushesFromOutside() throws Exception {
    MujocoData data = new MujocoData(model("<mujoco>" + EXACT.formatted(0) + "<worldbody>"
        + "<body name='a'><freejoint/><inertial pos='0.1 0 0' mass='1' diaginertia='1 2 2'/>"
        + "<body name='b'><joint name='elbow' axis='0 1 1'/>"
        + "<inertial pos='0.5 0.2 0' mass='1' diaginertia='0.1 0.2 0.2'/></body></body>"
        + "</worldbody><actuator><motor joint='elbow'/></actuator></mujoco>"));
    for (int i = 0; i < data.velocities().limit(); i++) {
      data.velocities().put(i, 0.3 * (i + 1));
    }
    data.controls().put(0, 1.5);
    data.forward();
    double[] start = middle(data);
    data.step(1);
    data.forward();
    double[] speed = middle(data);
    for (int i = 0; i < 3; i++) {
      speed[i] = (speed[i] - start[i]) / 0.001;
    }
    data.step(1999);
    data.forward();
    double[] end = middle(data);
    assertThat(Math.hypot(Math.hypot(speed[0], speed[1]), speed[2])).isGreaterThan(0.3);
    for (int i = 0; i < 3; i++) {
      assertThat(end[i] - start[i]).isCloseTo(2 * speed[i], within(1e-6));
    }
  }

  @Test
  void theHalfCheetahStandsOnTheFloorWithItsWeight() {
    MujocoModel model = MujocoModel.resource("halfcheetah");
    MujocoData data = new MujocoData(model);
    assertThat(model.mass()).isCloseTo(14, within(1e-9));
    data.step(1000);
    assertThat(data.contacts()).isGreaterThanOrEqualTo(2);
    assertThat(data.constraintForces().get(1)).isCloseTo(14 * G, within(0.01));
    for (int i = 0; i < data.velocities().limit(); i++) {
      assertThat(data.velocities().get(i)).as("velocity %d", i).isCloseTo(0, within(1e-3));
    }
    data.forward();
    DoubleBuffer q = data.positions();
    double back = q.get(2) + q.get(3) + q.get(4) + q.get(5) - 0.27;
    double front = q.get(2) + q.get(6) + q.get(7) + q.get(8) - 0.6;
    assertThat(lowest(data, "back foot", 0.094, back)).isBetween(-0.01, 0.0);
    assertThat(lowest(data, "front foot", 0.07, front)).isBetween(-0.01, 0.0);
  }

  /** Of a capsule of radius 0.046 m that leans by an angle. */
  private static double lowest(MujocoData data, String body, double half, double angle) {
    double middle = data.centres().get(3 * data.model().body(body) + 2);
    return middle - half * Math.abs(Math.cos(angle)) - 0.046;
  }

  private static double[] middle(MujocoData data) {
    double[] middle = new double[3];
    for (String body : new String[] {"a", "b"}) {
      for (int i = 0; i < 3; i++) {
        middle[i] += data.centres().get(3 * data.model().body(body) + i) / 2;
      }
    }
    return middle;
  }

  private static double agm(double a, double b) {
    return Math.abs(a - b) < 1e-12 ? a : agm((a + b) / 2, Math.sqrt(a * b));
  }

  private MujocoModel model(String text) throws Exception {
    return MujocoModel.load(Files.writeString(folder.resolve("model.xml"), text));
  }
}
