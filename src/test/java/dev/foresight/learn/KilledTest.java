package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Backend;
import dev.foresight.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed again and again, each time in another moment, with no chance to tidy up. */
class KilledTest {
  private static final int KILLS = 20;
  private static final int TRIALS = 60;
  private static final String BEGUN = "begun";

  /**
   * Planned episodes of one step: a plan that begins anew is then the plan that was lost, so that the run ends
   * as it would have, to the bit, wherever it was killed.
   */
  private static final PetsConfig CONFIG = RobustnessTest.CONFIG
      .withTrainer(RobustnessTest.CONFIG.trainer().withEpochs(15).withPatience(15))
      .withTrials(TRIALS)
      .withRandomTrials(20);

  @TempDir
  private Path folder;

  private static PetsLoop loop(PetsListener listener) {
    return new PetsLoop(new PointEnvironment(1), CONFIG, listener, Device.of(Backend.CPU));
  }

  /** The process: goes on with the run in a folder, and says when it has begun to. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      loop(new PetsListener() {
            @Override
            public void trialStarted(int trial, int trials) {
              System.out.println(BEGUN);
            }
          })
          .keptIn(folder)
          .run();
    }
  }

  @Test
  @Tag("long")
  @Timeout(120)
  void twentyKillsChangeNothing() throws Exception {
    Random random = new Random(1);
    int killed = 0;
    while (killed < KILLS) {
      Process child = start();
      try (var out = child.inputReader()) {
        assertThat(out.readLine())
            .as(() -> "the run after " + "a kill: " + errors())
            .isEqualTo(BEGUN);
        boolean ended = child.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
        assertThat(ended)
            .as("whether it ended by itself, after %d kills", killed)
            .isFalse();
      } finally {
        child.destroyForcibly().waitFor();
      }
      killed++;
    }
    PetsResult resumed = loop(new PetsListener() {}).keptIn(folder).run();
    PetsResult whole = loop(new PetsListener() {}).run();
    assertThat(resumed.trials()).hasSize(TRIALS);
    assertThat(resumed.trials().stream().map(Trial::ret).toList())
        .isEqualTo(whole.trials().stream().map(Trial::ret).toList());
    assertThat(resumed.ensemble()).usingRecursiveComparison().isEqualTo(whole.ensemble());
  }

  private Process start() throws IOException {
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Child.class.getName(),
        folder.toString());
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
