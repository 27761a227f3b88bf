package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.PlannerConfig;
import dev.foresight.env.Step;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ends in any moment goes on from there. */
class ResumeTest {
  private static final PetsConfig CONFIG = PetsConfig.pets()
      .withPlanner(
          PlannerConfig.cem().withHorizon(4).withPlans(20, 4).withIterations(2).withParticles(2))
      .withTrainer(TrainerConfig.pets()
          .withMembers(2)
          .withHidden(List.of(8))
          .withLearningRate(0.02f)
          .withBatch(8)
          .withEpochs(6)
          .withPatience(6))
      .withTrials(4)
      .withSeed(1);

  @TempDir
  private Path folder;

  /** Throws, as if the process ended, when so many events of a kind have been heard of. */
  private static final class Killer implements PetsListener {
    private final String kind;
    private int left;

    Killer(String kind, int left) {
      this.kind = kind;
      this.left = left;
    }

    private void heard(String event) {
      if (event.equals(kind) && --left == 0) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public void epoch(int trial, Epoch epoch) {
      heard("epoch");
    }

    @Override
    public void trained(int trial, Training training, Ensemble ensemble) {
      heard("trained");
    }

    @Override
    public void step(
        int trial, int step, float[] state, float[] action, Step outcome, Plan plan, float sum) {
      heard("step");
    }

    @Override
    public void trialEnded(Trial trial) {
      heard("trialEnded");
    }
  }

  private PetsLoop loop(PetsConfig config, PetsListener listener) {
    return new PetsLoop(new PointEnvironment(), config, listener).keptIn(folder);
  }

  private static List<Float> returns(PetsResult result) {
    return result.trials().stream().map(Trial::ret).toList();
  }

  private static PetsResult atOnce(PetsConfig config) {
    return new PetsLoop(new PointEnvironment(), config, new PetsListener() {}).run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch 1",
        "epoch 3",
        "epoch 11",
        "trained 1",
        "trained 2",
        "trialEnded 1",
        "trialEnded 2",
        "step 7"
      })
  void whatWasKilledInLearningEndsAsIfItHadNotBeen(String when) {
    String[] parts = when.split(" ");
    Killer killer = new Killer(parts[0], Integer.parseInt(parts[1]));
    assertThatThrownBy(() -> loop(CONFIG, killer).run()).hasMessage("killed");
    PetsResult resumed = loop(CONFIG, new PetsListener() {}).run();
    PetsResult whole = atOnce(CONFIG);
    assertThat(returns(resumed)).isEqualTo(returns(whole));
    assertThat(resumed.ensemble().members().get(1).layers().get(0).weights())
        .isEqualTo(whole.ensemble().members().get(1).layers().get(0).weights());
    assertThat(resumed.data().size()).isEqualTo(whole.data().size());
  }

  @Test
  void anEpisodeThatWasKilledGoesOnWithTheNextStep() {
    int steps = PointEnvironment.STEPS + 5;
    assertThatThrownBy(() -> loop(CONFIG, new Killer("step", steps)).run()).hasMessage("killed");
    List<String> heard = new ArrayList<>();
    PetsResult resumed = loop(CONFIG, new PetsListener() {
          @Override
          public void resumed(List<Trial> trials, int trial, int done) {
            heard.add(trials.size() + " trials, " + done + " steps of trial " + trial);
          }
        })
        .run();
    assertThat(heard).containsExactly("1 trials, 5 steps of trial 2");
    assertThat(resumed.trials()).hasSize(4);
    assertThat(resumed.trials().get(1).steps()).isEqualTo(PointEnvironment.STEPS);
    assertThat(resumed.data().size()).isEqualTo(4 * PointEnvironment.STEPS);
  }

  @Test
  void aValueThatIsLearnedGoesOnToo() {
    PetsConfig config = CONFIG.withTerminalV(ValueConfig.small());
    assertThatThrownBy(() -> loop(config, new Killer("trialEnded", 3)).run()).hasMessage("killed");
    assertThat(returns(loop(config, new PetsListener() {}).run()))
        .isEqualTo(returns(atOnce(config)));
  }

  @Test
  void aFinishedRunIsReadAgainAndTakesMoreTrials() {
    PetsResult done = loop(CONFIG, new PetsListener() {}).run();
    assertThat(returns(loop(CONFIG, new PetsListener() {}).run())).isEqualTo(returns(done));
    assertThat(returns(loop(CONFIG.withTrials(5), new PetsListener() {}).run()))
        .isEqualTo(returns(atOnce(CONFIG.withTrials(5))));
  }

  @Test
  void aRecordThatWasCutShortIsDropped() throws Exception {
    assertThatThrownBy(() -> loop(CONFIG, new Killer("step", 9)).run()).hasMessage("killed");
    Path journal = folder.resolve("journal.bin");
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      file.setLength(file.length() - 5);
    }
    assertThat(returns(loop(CONFIG, new PetsListener() {}).run()))
        .isEqualTo(returns(atOnce(CONFIG)));
  }

  @Test
  void damageIsNotTakenForAnEnd() throws Exception {
    loop(CONFIG.withTrials(1), new PetsListener() {}).run();
    Path journal = folder.resolve("journal.bin");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length / 2] ^= 1;
    Files.write(journal, bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop(CONFIG, new PetsListener() {}).run())
        .withMessageContainingAll(journal.toString(), "damaged at byte");
  }

  @Test
  void aDamagedCheckpointIsRefused() throws Exception {
    loop(CONFIG.withTrials(2), new PetsListener() {}).run();
    Path checkpoint = folder.resolve("checkpoint.bin");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[bytes.length - 20] ^= 1;
    Files.write(checkpoint, bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop(CONFIG, new PetsListener() {}).run())
        .withMessageContainingAll(checkpoint.toString(), "checksum");
  }

  @Test
  void anotherRunsFolderIsRefused() {
    loop(CONFIG.withTrials(1), new PetsListener() {}).run();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop(CONFIG.withSeed(2), new PetsListener() {}).run())
        .withMessageContainingAll("other settings", "seed=1", "seed=2");
  }

  @Test
  void twoRunsInOneFolderAreRefused() {
    assertThatThrownBy(() -> loop(CONFIG, new PetsListener() {
              @Override
              public void trialStarted(int trial, int trials) {
                loop(CONFIG, new PetsListener() {}).run();
              }
            })
            .run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in use");
  }
}
