package dev.foresight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of the benchmark suite. */
final class SpeedPictures {
  private SpeedPictures() {}

  /** Draws what there are results of, and says which files that made. */
  static List<Path> draw(SpeedResults results, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> drawn = new ArrayList<>();
    if (!results.rates().isEmpty()) {
      drawn.add(save(rollout(results.rates()), folder.resolve("speed-rollout.png")));
    }
    if (!results.plans().isEmpty()) {
      drawn.add(save(plans(results.plans()), folder.resolve("speed-plans.png")));
    }
    if (!results.scaling().isEmpty()) {
      drawn.add(save(scaling(results.scaling()), folder.resolve("speed-scaling.png")));
    }
    if (!results.deadlines().isEmpty()) {
      drawn.add(save(deadlines(results.deadlines()), folder.resolve("speed-deadline.png")));
    }
    return drawn;
  }

  private static Path save(Chart<?, ?> chart, Path file) throws IOException {
    Charts.save(chart, file);
    return file;
  }

  /** Bars of what computes, one for each number of threads. */
  static CategoryChart rollout(Map<String, Map<Integer, Double>> rates) {
    CategoryChart chart = Charts.bars("The rollout of PETS's half-cheetah", "", "GFLOP/s");
    TreeSet<Integer> threads = new TreeSet<>();
    rates.values().forEach(row -> threads.addAll(row.keySet()));
    List<String> names = new ArrayList<>(rates.keySet());
    for (int count : threads) {
      List<Double> row = new ArrayList<>();
      names.forEach(name -> row.add(rates.get(name).get(count)));
      chart.addSeries(count == 1 ? "1 thread" : count + " threads", names, row);
    }
    return chart;
  }

  /** Bars on a logarithmic axis: of every preset, or of those that PyTorch has planned, too, if there are any. */
  static CategoryChart plans(Map<String, double[]> plans) {
    CategoryChart chart = Charts.bars("A whole plan on the CPU, median", "", "ms");
    boolean beside = plans.values().stream().anyMatch(row -> !Double.isNaN(row[1]));
    List<String> names = new ArrayList<>(plans.keySet());
    names.removeIf(name -> beside && Double.isNaN(plans.get(name)[1]));
    chart.addSeries("Foresight", names, column(plans, names, 0));
    if (beside) {
      chart.addSeries("PyTorch, its best way", names, column(plans, names, 1));
    }
    double least = names.stream()
        .mapToDouble(
            name -> Math.min(plans.get(name)[0], beside ? plans.get(name)[1] : Double.MAX_VALUE))
        .min()
        .orElse(1);
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisMin(Math.pow(10, Math.floor(Math.log10(least)) - 1));
    chart.getStyler().setXAxisLabelRotation(40).setXAxisMaxLabelCount(names.size());
    return chart;
  }

  private static List<Double> column(Map<String, double[]> plans, List<String> names, int column) {
    return names.stream().map(name -> plans.get(name)[column]).toList();
  }

  /** A line for each size that grows; both axes are logarithmic. */
  static XYChart scaling(Map<String, TreeMap<Integer, Double>> scaling) {
    Map<String, String> names =
        Map.of("N", "plans", "H", "steps", "P", "particles", "E", "members", "B", "problems");
    XYChart chart = Charts.chart("One round as one size grows", "the size that grows", "ms");
    int colour = 0;
    for (Map.Entry<String, TreeMap<Integer, Double>> row : scaling.entrySet()) {
      if (names.containsKey(row.getKey())) {
        double[] x = row.getValue().keySet().stream().mapToDouble(n -> n).toArray();
        double[] y = row.getValue().values().stream().mapToDouble(ms -> ms).toArray();
        String name = names.get(row.getKey()) + " " + row.getKey();
        Charts.line(chart, name, x, y, Charts.SERIES[colour])
            .setMarker(SeriesMarkers.CIRCLE)
            .setMarkerColor(Charts.SERIES[colour]);
        colour++;
      }
    }
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  /** A line for each state of the machine: of how many calls one took longer. */
  static XYChart deadlines(Map<String, TreeMap<Double, Double>> deadlines) {
    XYChart chart =
        Charts.chart("When plans with a deadline return", "one call in so many took longer", "ms");
    int colour = 0;
    for (Map.Entry<String, TreeMap<Double, Double>> row : deadlines.entrySet()) {
      double[] x = row.getValue().keySet().stream().mapToDouble(n -> n).toArray();
      double[] y = row.getValue().values().stream().mapToDouble(ms -> ms).toArray();
      Charts.line(chart, row.getKey(), x, y, Charts.SERIES[colour])
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(Charts.SERIES[colour]);
      colour++;
    }
    chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
    chart.getStyler().setMarkerSize(6);
    return chart;
  }
}
