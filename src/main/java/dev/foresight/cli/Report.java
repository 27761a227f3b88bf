package dev.foresight.cli;

import dev.foresight.learn.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a learning run prints in the end. */
final class Report {
  private Report() {}

  /**
   * Prints the table and, if asked for, the line of JSON.
   *
   * @param goal whether there was a return to reach
   */
  static void print(
      PrintWriter out, LearnJob.Outcome outcome, boolean goal, Path folder, boolean json) {
    out.println("trial  steps  return  transitions  epochs  model loss  train s  plans/s");
    for (Trial trial : outcome.trials()) {
      out.println(row(trial));
    }
    String verdict = outcome.solved()
        ? "solved"
        : outcome.stopped() ? "stopped" : goal ? "not solved" : "finished";
    out.println(Text.of(
        "%s after %d trial%s in %.1f s%s",
        verdict,
        outcome.trials().size(),
        outcome.trials().size() == 1 ? "" : "s",
        outcome.seconds(),
        outcome.latency().isEmpty() ? "" : "; plan latency " + outcome.latency()));
    out.println("files: " + folder);
    if (json) {
      Json line = new Json()
          .with("solved", outcome.solved())
          .with("trials", outcome.trials().size())
          .with("returns", outcome.trials().stream().map(Trial::ret).toList())
          .with("seconds", outcome.seconds());
      outcome
          .latency()
          .putInto(line)
          .with("model", text(outcome.model()))
          .with("value", text(outcome.value()))
          .printTo(out);
    }
    out.flush();
  }

  private static String text(Path file) {
    return file == null ? null : file.toString();
  }

  private static String row(Trial trial) {
    String start = Text.of("%5d  %5d  %6.1f", trial.trial(), trial.steps(), trial.ret());
    if (trial.training() == null) {
      return start + "  (random actions)";
    }
    return start
        + Text.of(
            "  %11d  %6d  %10.2f  %7.1f  %7.1f",
            trial.training().rows(),
            trial.training().epochs(),
            trial.training().loss(),
            trial.training().seconds(),
            trial.steps() / trial.planSeconds());
  }
}
