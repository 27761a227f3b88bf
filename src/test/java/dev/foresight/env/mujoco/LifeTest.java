package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Simulator;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulations depend on nothing but what they are given, and leave no memory behind. */
class LifeTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @Test
  void theSameSeedAndActionsGiveTheSameEpisodeToTheLastBit() {
    Environment one = Environments.named("mujoco-halfcheetah");
    Environment other = Environments.named("mujoco-halfcheetah");
    other.reset(7);
    other.step(new float[] {1, 1, 1, 1, 1, 1});
    assertThat(one.reset(5)).isEqualTo(other.reset(5));
    Random random = new Random(1);
    for (int t = 0; t < 200; t++) {
      float[] action = new float[6];
      for (int i = 0; i < 6; i++) {
        action[i] = 2 * random.nextFloat() - 1;
      }
      Step step = one.step(action);
      assertThat(step.observation()).isEqualTo(other.step(action).observation());
    }
    assertThat(one.state()).isEqualTo(other.state());
    assertThat(one.reset(6)).isNotEqualTo(other.reset(5));
  }

  @Test
  void theDynamicsAreTheSameOnAnyThread() {
    Environment env = Environments.named("mujoco-pusher");
    env.reset(1);
    Simulator dynamics = (Simulator) env.dynamics();
    float[] start = env.state();
    float[][] ends = IntStream.range(0, 64)
        .parallel()
        .mapToObj(n -> {
          float[] state = start;
          for (int t = 0; t < 20; t++) {
            float[] action = new float[7];
            Arrays.fill(action, n % 4 - 1.5f);
            state = dynamics.expect(state, action);
          }
          return state;
        })
        .toArray(float[][]::new);
    for (int n = 4; n < ends.length; n++) {
      assertThat(ends[n]).as("plan %d", n).isEqualTo(ends[n % 4]);
    }
    assertThat(ends[0]).isNotEqualTo(ends[1]);
  }

  /** A simulation of this model takes some 15 MB of address space; 80 of them would be 1.2 GB. */
  @Test
  void simulationsThatAreForgottenLeaveNoMemory() throws Exception {
    Path file = Files.writeString(
        folder.resolve("model.xml"),
        "<mujoco><size njmax='400' nstack='1000000'/><worldbody><body><joint/><geom size='1'/>"
            + "</body></worldbody></mujoco>");
    long before = 0;
    for (int n = 0; n < 90; n++) {
      MujocoData data = new MujocoData(MujocoModel.load(file));
      data.step(1);
      if (n == 10) {
        before = memory();
      }
    }
    long left = Long.MAX_VALUE;
    for (int tries = 0; tries < 50 && left > 500; tries++) {
      System.gc();
      Thread.sleep(20);
      left = memory() - before;
    }
    assertThat(left).as("MB of address space").isLessThan(500);
  }

  @Test
  void manyEpisodesTakeNoMoreMemory() throws Exception {
    Environment env = Environments.named("mujoco-cartpole");
    env.reset(0);
    long before = memory();
    for (int n = 0; n < 5_000; n++) {
      env.reset(n);
      env.step(new float[1]);
    }
    assertThat(memory() - before).as("MB of address space").isLessThan(150);
  }

  /** Address space of this process in MB; the heap's is reserved at its start. */
  private static long memory() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmSize:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException("no VmSize in /proc/self/status");
  }
}
