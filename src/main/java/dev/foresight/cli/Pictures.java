package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.learn.Trial;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The three pictures of a learning run. */
final class Pictures {
  private static final int MOMENTS = 8;
  private static final int FUTURES = 20;
  private static final double LEAST = 1e-6;

  private Pictures() {}

  /** The return of every trial; the random ones are marked. */
  static XYChart learningCurve(String environment, List<Trial> trials, float solvedReturn) {
    XYChart chart =
        Charts.chart("Learning " + environment, "trial", "return (sum of rewards in the trial)");
    double[] number = trials.stream().mapToDouble(Trial::trial).toArray();
    double[] returns = trials.stream().mapToDouble(Trial::ret).toArray();
    Charts.line(chart, "planned through the model", number, returns, Charts.BLUE)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(Charts.BLUE);
    List<Trial> random = trials.stream().filter(t -> t.training() == null).toList();
    Charts.points(
        chart,
        "random actions",
        random.stream().mapToDouble(Trial::trial).toArray(),
        random.stream().mapToDouble(Trial::ret).toArray(),
        Charts.ORANGE);
    double last = Math.max(2, trials.size());
    if (Float.isFinite(solvedReturn)) {
      double[] level = {solvedReturn, solvedReturn};
      Charts.guide(chart, "solved", new double[] {1, last}, level);
    }
    chart.getStyler().setMarkerSize(9);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setXAxisMin(1.0).setXAxisMax(last).setXAxisMaxLabelCount((int) last);
    return chart;
  }

  /**
   * The shown signal over the trial, and fans of futures that the model expected. A future that
   * leaves the signal's range by far leaves the picture.
   */
  static XYChart lastTrial(Episode episode, Signals signals, int horizon) {
    List<Episode.Transition> steps = episode.transitions();
    XYChart chart = Charts.chart(
        "Trial " + episode.trial() + ": what happened, and what the model expected",
        "step",
        signals.axis());
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    int every = Math.max(1, steps.size() / MOMENTS);
    for (int from = 0; from < steps.size(); from += every) {
      for (float[][] future : Futures.of(episode, from, horizon, FUTURES, from)) {
        for (int t = 0; t < future.length; t++) {
          x.add((double) from + t);
          y.add(signals.of(future[t]));
        }
        x.add((double) from);
        y.add(Double.NaN);
      }
    }
    Color thin = new Color(0xe0, 0x7b, 0x1a, 90);
    Charts.line(chart, "futures expected " + horizon + " steps ahead", doubles(x), doubles(y), thin)
        .setLineWidth(1.2f);
    double[] time = new double[steps.size() + 1];
    double[] seen = new double[time.length];
    for (int t = 0; t < time.length; t++) {
      time[t] = t;
      seen[t] = signals.of(t == 0 ? steps.get(0).state() : steps.get(t - 1).next());
    }
    Charts.line(chart, "what happened", time, seen, Charts.INK).setLineWidth(2.5f);
    chart.getStyler().setXAxisMaxLabelCount(11);
    double low = Arrays.stream(seen).min().orElse(0);
    double high = Arrays.stream(seen).max().orElse(0);
    double room = Math.max(0.1, (high - low) / 3);
    chart.getStyler().setYAxisMin(low - room).setYAxisMax(high + room);
    return chart;
  }

  /** Error of the predicted mean against the predicted standard deviation, for every transition. */
  static XYChart modelError(Episode episode, Signals signals) {
    XYChart chart = Charts.chart(
        "Trial " + episode.trial() + ": does the model know what it does not know?",
        "predicted standard deviation of the next state",
        "error of the predicted mean");
    Ensemble ensemble = episode.ensemble();
    int count = episode.transitions().size();
    double[][] spread = new double[ensemble.stateSize()][count];
    double[][] error = new double[ensemble.stateSize()][count];
    double low = Double.MAX_VALUE;
    double high = LEAST;
    for (int n = 0; n < count; n++) {
      Episode.Transition step = episode.transitions().get(n);
      Ensemble.Prediction next = ensemble.predict(step.state(), step.action());
      for (int i = 0; i < spread.length; i++) {
        double std = Math.sqrt(next.aleatoric()[i] + next.epistemic()[i]);
        spread[i][n] = Math.max(LEAST, std);
        error[i][n] = Math.max(LEAST, Math.abs(next.mean()[i] - step.next()[i]));
        low = Math.min(low, spread[i][n]);
        high = Math.max(high, spread[i][n]);
      }
    }
    for (int i = 0; i < spread.length; i++) {
      String name = signals.names().get(i);
      Charts.points(chart, name, spread[i], error[i], Charts.SERIES[i % Charts.SERIES.length]);
    }
    double[] ends = {low, high};
    Charts.guide(chart, "error = one standard deviation", ends, ends);
    chart.getStyler().setMarkerSize(4);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setYAxisMin(low / 100);
    return chart;
  }

  /** The return of each trial, averaged over the runs of each way. */
  static XYChart comparison(String environment, List<Way> ways, List<Comparison.Run> runs) {
    XYChart chart = Charts.chart(
        "Ways to decide on " + environment, "trial", "return of the trial, mean of all runs");
    for (Way way : ways) {
      List<float[]> own = runs.stream()
          .filter(run -> run.way() == way)
          .map(Comparison.Run::returns)
          .toList();
      int trials = own.stream().mapToInt(returns -> returns.length).min().orElse(0);
      double[] trial = IntStream.rangeClosed(1, trials).asDoubleStream().toArray();
      double[] mean = IntStream.range(0, trials)
          .mapToDouble(
              t -> own.stream().mapToDouble(returns -> returns[t]).average().orElse(0))
          .toArray();
      Color colour = Charts.SERIES[way.ordinal() % Charts.SERIES.length];
      Charts.line(chart, way.toString(), trial, mean, colour)
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(colour);
    }
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisDecimalPattern("0");
    return chart;
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
