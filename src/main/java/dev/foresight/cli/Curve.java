package dev.foresight.cli;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;

/**
 * A run's returns against the steps taken by the end of each trial.
 *
 * @param steps ascending
 * @param returns one for each
 */
record Curve(double[] steps, double[] returns) {
  /** From the steps of each trial alone. */
  static Curve of(double[] trialSteps, double[] returns) {
    double[] sums = trialSteps.clone();
    Arrays.parallelPrefix(sums, Double::sum);
    return new Curve(sums, returns);
  }

  /**
   * A line for each study, the mean over its runs, between thin ones a standard deviation away; as far as
   * all of its runs go.
   */
  static XYChart chart(String title, Map<String, List<Curve>> studies) {
    XYChart chart = Charts.chart(title, "steps of the environment", "return of a trial");
    int colour = 0;
    for (Map.Entry<String, List<Curve>> study : studies.entrySet()) {
      Color own = Charts.SERIES[colour++ % Charts.SERIES.length];
      draw(chart, study.getKey(), study.getValue(), own);
    }
    return chart;
  }

  private static void draw(XYChart chart, String name, List<Curve> runs, Color colour) {
    int trials = runs.stream().mapToInt(run -> run.returns.length).min().orElse(0);
    double[] mean = new double[trials];
    double[] low = new double[trials];
    double[] high = new double[trials];
    for (int t = 0; t < trials; t++) {
      int trial = t;
      double[] at = runs.stream().mapToDouble(run -> run.returns[trial]).toArray();
      mean[t] = Arrays.stream(at).average().orElse(Double.NaN);
      double sum = 0;
      for (double value : at) {
        sum += (value - mean[t]) * (value - mean[t]);
      }
      double spread = at.length < 2 ? 0 : Math.sqrt(sum / (at.length - 1));
      low[t] = mean[t] - spread;
      high[t] = mean[t] + spread;
    }
    double[] steps = Arrays.copyOf(runs.get(0).steps, trials);
    String seeds = runs.size() == 1 ? "1 seed" : runs.size() + " seeds";
    Charts.line(chart, name + " (" + seeds + ")", steps, mean, colour).setLineWidth(2.5f);
    Color thin = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 110);
    for (double[] edge : new double[][] {low, high}) {
      String hidden = name + (edge == low ? " low" : " high");
      Charts.line(chart, hidden, steps, edge, thin).setLineWidth(1f).setShowInLegend(false);
    }
  }
}
