package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.engine.Required;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trajectories that MuJoCo's own test programs hold it to (its {@code test/engine/engine_forward_test.cc}:
 * ActLimited and DamperDampens), in models of our own.
 */
class ReferenceTrajectoriesTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  /** A mass of 1 kg on a rail. */
  private MujocoData mass(String option, String actuators) throws Exception {
    Path file = Files.writeString(
        folder.resolve("rail.xml"),
        "<mujoco><option " + option
            + "/><worldbody><body><joint name='rail' type='slide' axis='1 0 0'/>"
            + "<inertial pos='0 0 0' mass='1' diaginertia='1 1 1'/></body></worldbody><actuator>"
            + actuators + "</actuator></mujoco>");
    return new MujocoData(MujocoModel.load(file));
  }

  /** A control of 1 adds 0.01 to the activation in each step, until it is 1 after a hundred; then -1, until it is -1. */
  @ParameterizedTest
  @ValueSource(strings = {"Euler", "implicit", "RK4"})
  void anActivationGrowsToItsLimitAndBack(String integrator) throws Exception {
    MujocoData data = mass(
        "timestep='0.01' integrator='" + integrator + "'",
        "<general joint='rail' dyntype='integrator' gainprm='100' biastype='affine'"
            + " biasprm='0 -100' actlimited='true' actrange='-1 1'/>");
    for (int step = 1; step <= 500; step++) {
      data.controls().put(0, step <= 200 ? 1 : -1);
      data.step(1);
      double expected =
          step <= 200 ? Math.min(0.01 * step, 1) : Math.max(1 - 0.01 * (step - 200), -1);
      assertThat(data.activations().get(0))
          .as("after step %d", step)
          .isCloseTo(expected, within(1e-12));
    }
    assertThat(data.activations().get(0)).isEqualTo(-1);
  }

  /** A motor moves it for 100 steps, a damper stops it within 1,000. */
  @Test
  void aDamperStopsWhatAMotorMoved() throws Exception {
    MujocoData data = mass(
        "timestep='0.002'",
        "<motor joint='rail'/><damper joint='rail' kv='1000' ctrlrange='0 100'/>");
    data.controls().put(0, 100);
    data.step(100);
    assertThat(data.velocities().get(0)).as("100 N for 0.2 s").isCloseTo(20, within(1e-9));
    data.controls().put(0, 0);
    data.controls().put(1, 100);
    data.step(1000);
    assertThat(Math.abs(data.velocities().get(0))).isLessThan(Math.ulp(1.0));
  }
}
