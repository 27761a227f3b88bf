package dev.foresight.cli;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How long plans took, to three digits, however many there were. */
final class Latency {
  private static final double MILLIS = 1e6;

  private final Histogram histogram = new Histogram(3);

  void add(long nanos) {
    histogram.recordValue(Math.max(0, nanos));
  }

  /** Whether there was no plan yet. */
  boolean isEmpty() {
    return histogram.getTotalCount() == 0;
  }

  /** The time that so many percent of the plans were done within. */
  double millis(double percentile) {
    return histogram.getValueAtPercentile(percentile) / MILLIS;
  }

  double mostMillis() {
    return histogram.getMaxValue() / MILLIS;
  }

  /** The line with p50, p99 and the longest, in milliseconds; as it is if there was no plan. */
  Json putInto(Json line) {
    return isEmpty()
        ? line
        : line.with("latencyMillis50", millis(50))
            .with("latencyMillis99", millis(99))
            .with("latencyMillisMax", mostMillis());
  }

  /** The same, and the distribution as pairs of percentile and milliseconds. */
  Json putAllInto(Json line) {
    List<double[]> pairs = points().stream()
        .map(point -> new double[] {point.percentile(), point.millis()})
        .toList();
    return isEmpty() ? line : putInto(line).with("latencyHistogram", pairs);
  }

  /** A step of the distribution: of {@code 1 / left} plans one took longer. */
  record Point(double percentile, double left, double millis) {}

  /** The distribution, from half of the plans to the longest. */
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (HistogramIterationValue value : histogram.percentiles(5)) {
      double percentile = value.getPercentileLevelIteratedTo();
      double left = 1 - percentile / 100;
      if (left > 0) {
        points.add(new Point(percentile, left, value.getValueIteratedTo() / MILLIS));
      }
    }
    return points;
  }

  @Override
  public String toString() {
    return Text.of("p50 %.2f ms, p99 %.2f ms, max %.2f ms", millis(50), millis(99), mostMillis());
  }
}
