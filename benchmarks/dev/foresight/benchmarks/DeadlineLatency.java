package dev.foresight.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * When planning calls with a deadline return, on the machine as it is and then with every core kept busy by a thread
 * that spins. Arguments: the workload, milliseconds of the deadline, calls. Prints a line of JSON for each.
 */
final class DeadlineLatency {
  private static final int DIGITS = 3;
  private static final double MILLIS = 1e6;
  private static final int ITERATIONS = 100;

  private final Planner planner;
  private final float[] state;
  private final Duration deadline;

  private DeadlineLatency(Planner planner, float[] state, Duration deadline) {
    this.planner = planner;
    this.state = state;
    this.deadline = deadline;
  }

  public static void main(String[] arguments) throws JsonProcessingException {
    Workload w = Workload.named(arguments[0]);
    Duration deadline = Duration.ofMillis(Long.parseLong(arguments[1]));
    int calls = Integer.parseInt(arguments[2]);
    // More iterations than there is time for: each call goes on until the deadline.
    PlannerConfig endless = w.config().withIterations(ITERATIONS);
    try (Planner planner = Planner.create(w.model(), w.actions(), endless)) {
      planner.warmUp();
      DeadlineLatency latency = new DeadlineLatency(planner, w.state(), deadline);
      latency.measure(calls / 5);
      print(arguments[0], "idle", latency.measure(calls));
      BusyCores busy = new BusyCores();
      try {
        latency.measure(calls / 100);
        print(arguments[0], "busy", latency.measure(calls));
      } finally {
        busy.end();
      }
    }
  }

  private static void print(String workload, String machine, Map<String, Object> measured)
      throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("workload", workload);
    line.put("machine", machine);
    line.putAll(measured);
    System.out.println(new ObjectMapper().writeValueAsString(line));
  }

  /** The distribution of so many calls, how many were late, and the rounds that they carried out. */
  private Map<String, Object> measure(int calls) {
    Histogram nanos = new Histogram(DIGITS);
    long rounds = 0;
    int late = 0;
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      Plan plan = planner.plan(state, deadline);
      long took = System.nanoTime() - start;
      nanos.recordValue(took);
      rounds += plan.iterations();
      late += took > deadline.toNanos() ? 1 : 0;
    }
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("deadlineMillis", deadline.toMillis());
    measured.put("samples", nanos.getTotalCount());
    measured.put("late", late);
    measured.put("rounds", (double) rounds / calls);
    measured.put("millisMax", nanos.getMaxValue() / MILLIS);
    measured.put("distribution", distribution(nanos));
    return measured;
  }

  /** Pairs of percentile and milliseconds, up to where a single call is left. */
  private static List<double[]> distribution(Histogram nanos) {
    List<double[]> pairs = new ArrayList<>();
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
      if (nanos.getTotalCount() * (1 - percentile / 100) >= 1) {
        pairs.add(new double[] {percentile, nanos.getValueAtPercentile(percentile) / MILLIS});
      }
    }
    return pairs;
  }
}
