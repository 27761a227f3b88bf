package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose files meet a full disk. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  private static final PetsListener UNHEARD = new PetsListener() {};

  @TempDir
  private Path folder;

  private PetsLoop kept(PetsListener listener) {
    return new PetsLoop(new PointEnvironment(), RobustnessTest.CONFIG, listener).keptIn(folder);
  }

  @Test
  void aDiskThatIsFullLeavesTheCheckpointBeforeAndTheRunGoesOn() throws Exception {
    PetsResult whole = new PetsLoop(new PointEnvironment(), RobustnessTest.CONFIG, UNHEARD).run();
    Path aside = folder.resolve("checkpoint.bin.part");
    PetsListener filler = new PetsListener() {
      @Override
      public void epoch(int trial, Epoch epoch) {
        if (trial == 3 && epoch.epoch() == 2) {
          full(aside);
        }
      }
    };
    assertThatThrownBy(() -> kept(filler).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(
            folder.resolve("checkpoint.bin").toString(), "No space left", "make room");
    assertThat(aside).doesNotExist();
    List<String> resumed = new ArrayList<>();
    PetsListener first = new PetsListener() {
      @Override
      public void resumed(List<Trial> trials, int trial, int steps) {
        resumed.add(trial + ", " + steps);
      }

      @Override
      public void epoch(int trial, Epoch epoch) {
        resumed.add("epoch " + epoch.epoch());
      }
    };
    PetsResult result = kept(first).run();
    assertThat(resumed).startsWith("3, 0", "epoch 3");
    assertThat(RobustnessTest.weights(result)).isEqualTo(RobustnessTest.weights(whole));
  }

  @Test
  void aJournalThatCannotBeWrittenIsNamed() throws Exception {
    Path journal = folder.resolve("journal.bin");
    full(journal);
    assertThatThrownBy(() -> kept(UNHEARD).run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(journal.toString(), "No space left", "make room");
    Files.delete(journal);
  }

  /** A file for which there is no room. */
  private static void full(Path file) {
    try {
      Files.createSymbolicLink(file, Path.of("/dev/full"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
