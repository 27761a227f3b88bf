package dev.foresight.cli;

import dev.foresight.Iteration;
import dev.foresight.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A run's trace: a file of JSON objects, one a line, each with {@code event}: iteration, plan, end. It
 * is written aside and moved into place by {@link #end}; without that, nothing is left.
 */
final class Trace implements AutoCloseable {
  private final Path file;
  private final Path aside;
  private final Writer out;

  private Trace(Path file) throws IOException {
    this.file = file;
    aside = file == null ? null : file.resolveSibling(file.getFileName() + ".part");
    out = file == null ? Writer.nullWriter() : Files.newBufferedWriter(aside);
  }

  /** A trace there; with null, one that goes nowhere. */
  static Trace to(Path file) throws IOException {
    return new Trace(file);
  }

  void iteration(Iteration each) {
    write("iteration", line -> line.with("call", each.call())
        .with("iteration", each.iteration())
        .with("plans", each.plans())
        .with("elites", each.elites())
        .with("leastScore", each.leastScore())
        .with("meanScore", each.meanScore())
        .with("greatestScore", each.greatestScore())
        .with("effectivePlans", each.effectivePlans())
        .with("spread", each.spread())
        .with("atBound", each.atBound())
        .with("atRate", each.atRate())
        .with("failures", each.failures())
        .with("seconds", each.nanos() / 1e9));
  }

  void plan(int call, Plan plan, long nanos) {
    write("plan", line -> line.with("call", call)
        .with("action", plan.action())
        .with("score", plan.score())
        .with("epistemic", plan.epistemic())
        .with("aleatoric", plan.aleatoric())
        .with("violation", plan.violation())
        .with("iterations", plan.iterations())
        .with("outcome", plan.outcome().name().toLowerCase(Locale.ROOT))
        .with("seconds", nanos / 1e9));
  }

  /** Writes the last line, with what there is to say in the end, and puts the file in its place. */
  void end(Recording recording) throws IOException {
    write("end", recording::putAllInto);
    out.close();
    if (file != null) {
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void write(String event, UnaryOperator<Json> fields) {
    if (file == null) {
      return;
    }
    try {
      out.write(fields.apply(new Json().with("event", event)).line() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (aside != null) {
      Files.deleteIfExists(aside);
    }
  }
}
