package dev.foresight.cli;

import dev.foresight.Iteration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** The four pictures of a run: scores, effective plans, spread, latency. */
final class TracePictures {
  private static final double WORST_SHOWN = -1e29;
  private static final String X = "planning call";

  private TracePictures() {}

  /** Draws a run into a folder, which is made if there is none. */
  static void save(Recording run, Path folder) throws IOException {
    Files.createDirectories(folder);
    Charts.save(scores(run.iterations()), folder.resolve("scores.png"));
    Charts.save(effectivePlans(run.iterations()), folder.resolve("effective-plans.png"));
    Charts.save(spread(run.iterations()), folder.resolve("spread.png"));
    Charts.save(latency(run.latency()), folder.resolve("latency.png"));
  }

  /** The elites' scores over all iterations; those of plans that break a constraint are gaps. */
  static XYChart scores(List<Iteration> iterations) {
    XYChart chart = Charts.chart("Scores of the elites, iteration by iteration", X, "score");
    double[] x = places(iterations);
    Charts.line(chart, "best", x, scores(iterations, Iteration::greatestScore), Charts.GREEN);
    Charts.line(chart, "mean", x, scores(iterations, Iteration::meanScore), Charts.BLUE);
    Charts.line(chart, "least", x, scores(iterations, Iteration::leastScore), Charts.ORANGE);
    return chart;
  }

  /** How many plans the weights come to, and how many have one. */
  static XYChart effectivePlans(List<Iteration> iterations) {
    XYChart chart = Charts.chart("How many plans make the mean", X, "plans");
    double[] x = places(iterations);
    Charts.line(chart, "elites", x, values(iterations, Iteration::elites), Charts.GREY);
    Charts.line(chart, "effective", x, values(iterations, Iteration::effectivePlans), Charts.BLUE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** The spread after each fit, and how much of the mean is held by bounds and rates. */
  static XYChart spread(List<Iteration> iterations) {
    XYChart chart = Charts.chart("Spread, bounds and rates", X, "share");
    double[] x = places(iterations);
    Charts.line(
        chart, "spread / half range", x, values(iterations, Iteration::spread), Charts.BLUE);
    Charts.line(chart, "mean at a bound", x, values(iterations, Iteration::atBound), Charts.ORANGE);
    Charts.line(chart, "mean at its rate", x, values(iterations, Iteration::atRate), Charts.VIOLET);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** The time of a plan over its percentile: each decade to the right is ten times as rare. */
  static XYChart latency(Latency latency) {
    XYChart chart = Charts.chart(
        "Latency of a plan: " + latency, "one plan of so many takes longer", "milliseconds");
    List<Latency.Point> points = latency.points();
    double[] x = points.stream().mapToDouble(point -> 1 / point.left()).toArray();
    double[] y = points.stream().mapToDouble(Latency.Point::millis).toArray();
    Charts.line(chart, "plan", x, y, Charts.BLUE);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
    return chart;
  }

  /** Calls are a unit apart, their iterations spread between them. */
  private static double[] places(List<Iteration> iterations) {
    int most = iterations.stream().mapToInt(Iteration::iteration).max().orElse(0) + 1;
    return values(iterations, each -> each.call() + (double) each.iteration() / most);
  }

  private static double[] scores(List<Iteration> iterations, ToDoubleFunction<Iteration> score) {
    double[] values = values(iterations, score);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[i] > WORST_SHOWN ? values[i] : Double.NaN)
        .toArray();
  }

  private static double[] values(List<Iteration> iterations, ToDoubleFunction<Iteration> value) {
    return iterations.stream().mapToDouble(value).toArray();
  }
}
