package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Simulator;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.SimulationException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong with MuJoCo is said, with the remedy, and the JVM lives on. */
class MujocoErrorsTest {
  private static final String BALLS = "<mujoco>%s<worldbody><geom type='plane' size='9 9 9'/>"
      + "<body pos='0 0 0.1'><freejoint/><geom size='0.2'/></body>"
      + "<body pos='0 0 0.4'><freejoint/><geom size='0.2'/></body></worldbody></mujoco>";

  @TempDir
  private Path folder;

  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @Test
  void theLibraryIsMissing() {
    assertThat(Mujoco.open(List.of("mujoco-of-nowhere")).orElseThrow())
        .contains("libmujoco was not found", "apt install libmujoco2.2.2", "jna.library.path");
  }

  @Test
  void theLibraryIsOfAnotherVersion() throws Exception {
    CProgram other = CProgram.of("older.c", folder, "-shared", "-fPIC");
    String file = other.file().toString();
    assertThat(Mujoco.open(List.of(file, "mujoco-of-nowhere")).orElseThrow())
        .contains(file + " is MuJoCo 2.3.7", "install 2.2.2");
  }

  @Test
  void withoutJnaTheOtherEnvironmentsAreThere() throws Exception {
    URL classes = Environments.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader bare =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> environments = bare.loadClass(Environments.class.getName());
      assertThat(environments.getMethod("usable").invoke(null)).isEqualTo(Environments.written());
      assertThat(environments.getMethod("named", String.class).invoke(null, "pendulum"))
          .isNotNull();
      assertThatThrownBy(
              () -> environments.getMethod("named", String.class).invoke(null, "mujoco-cartpole"))
          .rootCause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("JNA", "add net.java.dev.jna:jna to the class path");
    }
  }

  @Test
  void theModelIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MujocoModel.load(folder.resolve("none.xml")))
        .withMessageContainingAll("none.xml", "MJCF");
  }

  @Test
  void theModelDoesNotParse() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model("<mujoco>\n<worldbody>\n<body\n</worldbody></mujoco>"))
        .withMessageContainingAll("model.xml", "MuJoCo cannot read", "Line number=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model("<mujoco>\n<worldbody>\n<bodi/></worldbody></mujoco>"))
        .withMessageContainingAll("bodi", "line 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> model("<mujoco><worldbody><body><joint/><geom size='1'/></body></worldbody>"
                + "<actuator><motor joint='knee'/></actuator></mujoco>"))
        .withMessageContaining("knee");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model(BALLS.formatted("")).body("knee"))
        .withMessageContaining("no body named 'knee'");
  }

  @Test
  void anErrorOfMujocoIsAnExceptionAndDoesNoDamage() throws Exception {
    MujocoModel model = model(BALLS.formatted("<size nstack='300'/>").replace("0.1'", "9'"));
    for (int n = 0; n < 20; n++) {
      MujocoData data = new MujocoData(model);
      data.step(1);
      data.positions().put(2, 0.1);
      data.positions().put(9, 0.4);
      assertThatIllegalStateException()
          .isThrownBy(() -> data.step(3))
          .withMessageContainingAll("mj_step", "model.xml", "Stack overflow");
    }
    MujocoData data = new MujocoData(model(BALLS.formatted("")));
    data.step(3);
    assertThat(data.failure()).isNull();
  }

  @Test
  void contactsThatHaveNoRoomAreAFailure() throws Exception {
    MujocoData data = new MujocoData(model(BALLS.formatted("<size nconmax='1' njmax='50'/>")));
    data.step(1);
    assertThat(data.failure()).contains("more contacts");
    assertThat(data.failure()).as("told once").isNull();
  }

  @Test
  void anEnvironmentThatBlowsUpSaysSoAndCanBeginAgain() {
    boolean[] wild = {true};
    Definition sound = HalfCheetah.DEFINITION;
    Definition definition = new Definition(
        sound.model(),
        sound.frameSkip(),
        sound.maxSteps(),
        sound.task(),
        sound.features(),
        sound.delta(),
        sound.kept(),
        sound.sight(),
        (random, positions, velocities) -> velocities[3] = wild[0] ? 1e11 : 0);
    Environment env = new MujocoEnvironment(definition, MujocoModel.resource(definition.model()));
    env.reset(1);
    assertThatExceptionOfType(SimulationException.class)
        .isThrownBy(() -> env.step(new float[6]))
        .withMessageContainingAll("mujoco-halfcheetah", "step 1", "velocity became extreme");
    assertThatIllegalStateException().isThrownBy(() -> env.step(new float[6]));
    wild[0] = false;
    env.reset(1);
    assertThat(env.step(new float[6]).reward()).isFinite();
  }

  @Test
  void aPlanThatBlowsUpIsNoNumberAndSpoilsNoOther() {
    Environment env = Environments.named("mujoco-halfcheetah");
    env.reset(1);
    Simulator dynamics = (Simulator) env.dynamics();
    int size = dynamics.stateSize();
    float[] state = env.state();
    float[] states = new float[3 * size];
    for (int row = 0; row < 3; row++) {
      System.arraycopy(state, 0, states, row * size, size);
    }
    states[2 * size - 10] = 1e11f;
    float[] next = new float[3 * size];
    dynamics.step(states, new float[18], next, 3);
    float[] alone = dynamics.expect(state, new float[6]);
    for (int i = 0; i < size; i++) {
      assertThat(next[i]).isEqualTo(alone[i]);
      assertThat(next[size + i]).isNaN();
      assertThat(next[2 * size + i]).isEqualTo(alone[i]);
    }
  }

  @Test
  void nothingIsMissingHere() {
    assertThat(MujocoEnvironments.whyNot()).isEqualTo(Optional.empty());
    assertThat(Environments.usable()).isEqualTo(Environments.names());
  }

  private MujocoModel model(String text) throws Exception {
    return MujocoModel.load(Files.writeString(folder.resolve("model.xml"), text));
  }
}
