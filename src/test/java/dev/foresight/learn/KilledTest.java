package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Backend;
import dev.foresight.Device;
import dev.foresight.Plan;
import dev.foresight.env.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed again and again, each time in another moment, with no chance to tidy up. */
class KilledTest {
  private static final int KILLS = 20;
  private static final int TRIALS = 40;
  private static final int EVENTS = 25;
  private static final String VECTORS = "jdk.incubator.vector";

  /**
   * Planned episodes of one step: a plan that begins anew is then the plan that was lost, so that the run ends
   * as it would have, to the bit, wherever it was killed.
   */
  private static final PetsConfig CONFIG = RobustnessTest.CONFIG
      .withTrainer(RobustnessTest.CONFIG.trainer().withEpochs(15).withPatience(15))
      .withTrials(TRIALS)
      .withRandomTrials(5);

  @TempDir
  private Path folder;

  private static PetsLoop loop(PetsListener listener) {
    return new PetsLoop(new PointEnvironment(1), CONFIG, listener, Device.of(Backend.CPU));
  }

  /** The process: goes on with the run in a folder, and says each trial, epoch and step. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      loop(new PetsListener() {
            @Override
            public void trialStarted(int trial, int trials) {
              System.out.println(trial);
            }

            @Override
            public void epoch(int trial, Epoch epoch) {
              System.out.println(trial);
            }

            @Override
            public void step(
                int trial, int n, float[] state, float[] action, Step step, Plan plan, float ret) {
              System.out.println(trial);
            }
          })
          .keptIn(Path.of(arguments[0]))
          .run();
    }
  }

  @Test
  @Tag("long")
  @Timeout(120)
  void twentyKillsChangeNothing() throws Exception {
    Random random = new Random(1);
    Set<String> killedIn = new HashSet<>();
    for (int killed = 0; killed < KILLS; killed++) {
      killedIn.add(killedAfter(1 + random.nextInt(EVENTS), random.nextInt(2_000_000)));
    }
    assertThat(killedIn).hasSizeGreaterThan(8);
    PetsResult resumed = loop(new PetsListener() {}).keptIn(folder).run();
    PetsResult whole = loop(new PetsListener() {}).run();
    assertThat(resumed.trials()).hasSize(TRIALS);
    assertThat(resumed.trials().stream().map(Trial::ret).toList())
        .isEqualTo(whole.trials().stream().map(Trial::ret).toList());
    assertThat(resumed.ensemble()).usingRecursiveComparison().isEqualTo(whole.ensemble());
  }

  /** Goes on with the run, and kills it some time after so many events; gives the trial that was heard of last. */
  private String killedAfter(int events, int nanos) throws Exception {
    Process child = start();
    try (BufferedReader out = child.inputReader()) {
      String trial = null;
      for (int event = 0; event < events; event++) {
        trial = out.readLine();
        assertThat(trial).as(() -> "the run: " + errors()).isNotNull();
      }
      LockSupport.parkNanos(nanos);
      return trial;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC"));
    // Products with vectors and without them round differently.
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      command.add("--add-modules=" + VECTORS);
    }
    command.addAll(List.of(
        "-cp", System.getProperty("java.class.path"), Child.class.getName(), folder.toString()));
    return new ProcessBuilder(command).redirectError(errorFile().toFile()).start();
  }

  private Path errorFile() {
    return folder.resolve("errors.txt");
  }

  private String errors() {
    try {
      return Files.readString(errorFile());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
