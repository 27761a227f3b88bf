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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /**
   * What twelve batches add to the first, which pays for all that the JVM and malloc reserve and keep. A simulation of
   * this model takes some 15 MB of address space, so that they would be 1.8 GB if they stayed; without them it is 190 to 260 MB.
   */
  @Test
  void simulationsThatAreForgottenLeaveNoMemory() throws Exception {
    Path file = Files.writeString(
        folder.resolve("model.xml"),
        "<mujoco><size njmax='400' nstack='1000000'/><worldbody><body><joint/><geom size='1'/>"
            + "</body></worldbody></mujoco>");
    simulateAndForget(file);
    long before = memory();
    for (int batch = 0; batch < 12; batch++) {
      simulateAndForget(file);
    }
    assertThat(memory() - before).as("MB of address space").isLessThan(900);
  }

  /** Ten simulations, until they are collected. */
  private static void simulateAndForget(Path file) throws Exception {
    CountDownLatch collected = new CountDownLatch(10);
    for (int n = 0; n < 10; n++) {
      MujocoData data = new MujocoData(MujocoModel.load(file));
      data.step(1);
      MujocoModel.CLEANER.register(data, collected::countDown);
    }
    for (int tries = 0; tries < 100 && collected.getCount() > 0; tries++) {
      System.gc();
      collected.await(20, TimeUnit.MILLISECONDS);
    }
    assertThat(collected.getCount()).as("simulations not collected").isZero();
  }

  /** Ten thousand simulations of this model, one for each episode, would be 770 MB of address space. */
  @Test
  void manyEpisodesTakeNoMoreMemory() throws Exception {
    Environment env = Environments.named("mujoco-cartpole");
    run(env, 500);
    long before = memory();
    run(env, 10_000);
    assertThat(memory() - before).as("MB of address space").isLessThan(400);
  }

  private static void run(Environment env, int episodes) {
    for (int n = 0; n < episodes; n++) {
      env.reset(n);
      env.step(new float[1]);
    }
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
