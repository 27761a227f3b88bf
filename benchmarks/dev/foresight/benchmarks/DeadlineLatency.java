package dev.foresight.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * that spins; and both without planning, when a thread that does nothing but look at the clock sees that time is over,
 * which no planner can beat. Arguments: the workload, milliseconds of the deadline, calls. Prints a line of JSON for
 * each.
 */
final class DeadlineLatency {
  /** In place of a workload. */
  private static final String CLOCK = "clock";

  private static final int DIGITS = 3;
  private static final double MILLIS = 1e6;
  private static final int ITERATIONS = 100;

  /** What is to be done by the deadline; says how many rounds that were. */
  private interface Call {
    int run();
  }

  private final Duration deadline;
  private final int calls;

  private DeadlineLatency(Duration deadline, int calls) {
    this.deadline = deadline;
    this.calls = calls;
  }

  public static void main(String[] arguments) throws JsonProcessingException {
    Workload w = Workload.named(arguments[0]);
    Duration deadline = Duration.ofMillis(Long.parseLong(arguments[1]));
    DeadlineLatency latency = new DeadlineLatency(deadline, Integer.parseInt(arguments[2]));
    // More iterations than there is time for: each call goes on until the deadline.
    PlannerConfig endless = w.config().withIterations(ITERATIONS);
    try (Planner planner = Planner.create(w.model(), w.actions(), endless)) {
      planner.warmUp();
      Call plan = () -> planner.plan(w.state(), deadline).iterations();
      Call clock = latency::await;
      latency.measure(plan, latency.calls / 5);
      latency.print(arguments[0], plan, "idle");
      latency.print(CLOCK, clock, "idle");
      BusyCores busy = new BusyCores();
      try {
        latency.measure(plan, latency.calls / 100);
        latency.print(arguments[0], plan, "busy");
        latency.print(CLOCK, clock, "busy");
      } finally {
        busy.end();
      }
    }
  }

  private int await() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < deadline.toNanos()) {
      Thread.onSpinWait();
    }
    return 0;
  }

  private void print(String workload, Call call, String machine) throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("workload", workload);
    line.put("machine", machine);
    line.putAll(measure(call, calls));
    System.out.println(new ObjectMapper().writeValueAsString(line));
  }

  /** The distribution of so many calls, how many were late, and the rounds that they carried out. */
  private Map<String, Object> measure(Call call, int calls) {
    Histogram nanos = new Histogram(DIGITS);
    long rounds = 0;
    int late = 0;
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      int done = call.run();
      long took = System.nanoTime() - start;
      nanos.recordValue(took);
      rounds += done;
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
