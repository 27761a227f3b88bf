package dev.foresight;

import static dev.foresight.Expr.action;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java's flight recorder hears of a planner. */
class FlightRecordingTest {
  @TempDir
  private Path folder;

  private List<RecordedEvent> recorded(String enabled, Runnable work) throws IOException {
    Path file = folder.resolve(enabled + ".jfr");
    try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
      recording.enable(enabled);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(enabled))
        .toList();
  }

  @Test
  void kernelsThatAreMadeReadyAreEvents() throws IOException {
    Devices.assume(Backend.OPENCL);
    List<RecordedEvent> events =
        recorded("foresight.Compile", () -> planner(Backend.OPENCL).close());
    assertThat(events)
        .extracting(event -> event.getString("kernel"))
        .contains("shift", "sample", "rollout", "score", "weigh", "fit");
    assertThat(events).allSatisfy(event -> {
      assertThat(event.getInt("characters")).isPositive();
      assertThat(event.getDuration()).isPositive();
    });
  }

  /** Plans where the tests start it without the recorder's module. */
  public static void main(String[] arguments) {
    try (Planner planner = planner()) {
      System.out.println(planner.planAll(new float[2][1])[1].outcome());
    }
  }

  @Test
  void whereTheRecorderIsMissingAPlannerPlansAsEver() throws Exception {
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "--limit-modules",
            "java.base",
            "-cp",
            System.getProperty("java.class.path"),
            FlightRecordingTest.class.getName())
        .redirectError(errors.toFile())
        .start();
    String said = new String(process.getInputStream().readAllBytes()).trim();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(said).isEqualTo("COMPLETE");
  }

  private static Planner planner() {
    return planner(Backend.CPU);
  }

  private static Planner planner(Backend backend) {
    WorldModel model =
        WorldModel.of(Equations.of(1, Expr.state(0).plus(action(0)))).withReward(action(0));
    PlannerConfig config = PlannerConfig.icem().withPlans(40, 4).withHorizon(6).withIterations(2);
    return Planner.builder(model, ActionSpace.symmetric(1, 1), config)
        .backend(backend)
        .problems(2)
        .build();
  }

  @Test
  void everyCallIsAnEventWithItsRoundsAndPlans() throws IOException {
    float[][] states = {{0}, {1}};
    List<RecordedEvent> events = recorded("foresight.Plan", () -> {
      try (Planner planner = planner()) {
        planner.planAll(states);
        planner.planAll(states, Duration.ZERO);
      }
    });
    assertThat(events).hasSize(2).allSatisfy(event -> {
      assertThat(event.getString("device")).isEqualTo("cpu");
      assertThat(event.getInt("problems")).isEqualTo(2);
      assertThat(event.getDuration()).isPositive().isLessThan(Duration.ofMinutes(1));
    });
    assertThat(events.get(0).getInt("rounds")).isEqualTo(2);
    assertThat(events.get(0).getInt("plans")).isEqualTo(40 + 32 + 1);
    assertThat(events.get(0).getDuration("late")).isZero();
    assertThat(events.get(1).getInt("rounds")).isZero();
    assertThat(events.get(1).getDuration("late")).isPositive();
  }

  @Test
  void operationsAreEventsWhereTheyAreAskedFor() throws IOException {
    List<RecordedEvent> events = recorded("foresight.Operation", () -> {
      try (Planner planner = planner()) {
        planner.planAll(new float[2][1]);
      }
    });
    assertThat(events)
        .extracting(event -> event.getString("operation") + " " + event.getInt("plans"))
        .containsExactly(
            "shift 1",
            "sample 40",
            "rollout 40",
            "score 40",
            "weigh 40",
            "fit 40",
            "sample 32",
            "rollout 32",
            "score 32",
            "weigh 32",
            "fit 32",
            "sample 1",
            "rollout 1",
            "score 1",
            "disagree 1");
  }
}
