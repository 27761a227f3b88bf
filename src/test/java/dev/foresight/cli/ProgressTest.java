package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Plan;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import dev.foresight.learn.Epoch;
import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.PetsListener;
import dev.foresight.learn.Training;
import dev.foresight.learn.Trial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Training TRAINING = new Training(2, 2, 180, 20, -2f, -1.8f, 0.01f, 0.5);
  private static final Plan PLAN =
      new Plan(new float[][] {{0}}, 1, 0.1f, 0.2f, 0, new float[0][], 5, Plan.Outcome.COMPLETE);

  private final Environment env = Environments.named("cartpole");
  private final Pace pace = new Pace(env, PetsConfig.demo(150).withTrials(3));

  @Test
  void theBarShowsTrialStepReturnSpeedAndLoss() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressDisplay display = new ProgressDisplay(env, pace, out, 120)) {
      play(new Listeners(List.of(pace, display)));
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("trial 2/3 100%", "2/2", "learning for 0 s more, loss -1.80");
    assertThat(shown).contains("200/200", "return 99.5", "plans/s, loss -1.80");
    assertThat(shown.split("\r")).allSatisfy(line -> assertThat(line.length()).isLessThan(120));
    assertThat(shown).endsWith("\r");
  }

  @Test
  void plainLinesShowTheSameAndTheTimeLeft() {
    List<String> lines = lines(false);
    assertThat(lines.get(0))
        .isEqualTo(
            "trial 2 of 3: learned from 180 transitions in 0.5 s, 2 epochs, model loss -1.80");
    assertThat(lines.get(1))
        .matches("trial 2 of 3: step 50, return 24.5, .* plans/s, at most \\d+ s left");
    assertThat(lines.get(4)).isEqualTo("trial 2 of 3: return 99.5 in 200 steps, 50.0 plans/s");
    assertThat(lines).hasSize(5);
  }

  @Test
  void aLongTrainingShowsItsEpochsAndItsTimeLeft() {
    AtomicLong seconds = new AtomicLong();
    LongSupplier clock = () -> seconds.get() * 1_000_000_000;
    Pace slow = new Pace(env, PetsConfig.demo(150).withTrials(3), clock);
    StringWriter text = new StringWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressDisplay display = new ProgressDisplay(env, slow, out, 120)) {
      PetsListener all =
          new Listeners(List.of(slow, display, new Progress(new PrintWriter(text), false, slow)));
      all.trialStarted(1, 3);
      all.trialStarted(2, 3);
      for (int epoch = 1; epoch <= 5; epoch++) {
        seconds.addAndGet(20);
        all.epoch(2, new Epoch(epoch, 5, -1f, -epoch, 0.1f));
      }
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "trial 2 of 3: epoch 2 of 5, model loss -2.00, at most 60 s of learning left",
            "trial 2 of 3: epoch 4 of 5, model loss -4.00, at most 20 s of learning left");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("5/5", "learning for 0 s more");
  }

  @Test
  void whatIsLeftOfAResumedTrainingIsJudgedByTheEpochsSeen() {
    AtomicLong seconds = new AtomicLong();
    Pace resumed = new Pace(env, PetsConfig.demo(150), () -> seconds.get() * 1_000_000_000);
    resumed.trialStarted(2, 3);
    seconds.set(20);
    resumed.epoch(2, new Epoch(8, 10, -1f, -1f, 0.1f));
    assertThat(resumed.trainingLeft()).isEqualTo(40);
  }

  @Test
  void quietLinesAreOneForEachTrial() {
    assertThat(lines(true)).containsExactly("trial 2 of 3: return 99.5 in 200 steps, 50.0 plans/s");
  }

  @Test
  void thereIsNoTimeLeftToTellBeforeAFewPlans() {
    assertThat(pace.left()).isEmpty();
    play(pace);
    assertThat(pace.left()).hasValueSatisfying(left -> assertThat(left).isPositive());
  }

  private List<String> lines(boolean quiet) {
    StringWriter text = new StringWriter();
    play(new Listeners(List.of(pace, new Progress(new PrintWriter(text), quiet, pace))));
    return text.toString().lines().toList();
  }

  /** The second trial of three. */
  private static void play(PetsListener listener) {
    listener.trialStarted(2, 3);
    listener.epoch(2, new Epoch(1, 2, -1f, -1.2f, 0.1f));
    listener.epoch(2, new Epoch(2, 2, -2f, -1.8f, 0.01f));
    listener.trained(2, TRAINING, null);
    float[] state = new float[4];
    for (int step = 1; step <= 200; step++) {
      Step outcome = new Step(state, 0.5f, false, step == 200);
      listener.step(2, step, state, new float[1], outcome, PLAN, step * 0.5f - 0.5f);
    }
    listener.trialEnded(new Trial(2, 200, 99.5f, TRAINING, 4, false));
  }
}
