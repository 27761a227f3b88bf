package dev.foresight.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the guarded ratios in one JVM: what is measured and its baseline take turns of some milliseconds, so that
 * whatever else the machine does meets both alike. All of it runs on this one thread, and only the time in which the
 * thread had a core counts. Arguments: pairs of turns, milliseconds of a turn. Prints a line of JSON for each ratio.
 */
final class GuardRatios {
  private static final double WARM_UP_SECONDS = 1.5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private GuardRatios() {}

  public static void main(String[] arguments) throws JsonProcessingException {
    int pairs = Integer.parseInt(arguments[0]);
    double seconds = Integer.parseInt(arguments[1]) / 1e3;
    try (GuardedWork work = new GuardedWork()) {
      for (GuardedWork.Pair pair : work.pairs()) {
        speed(pair.baseline(), WARM_UP_SECONDS);
        speed(pair.measured(), WARM_UP_SECONDS);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", pair.name());
        line.put("ratios", ratios(pair, pairs, seconds));
        System.out.println(new ObjectMapper().writeValueAsString(line));
      }
    }
  }

  /** Each pair's turns are in the other order than those of the pair before. */
  private static double[] ratios(GuardedWork.Pair pair, int pairs, double seconds) {
    double[] ratios = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      boolean first = i % 2 == 0;
      List<GuardedWork.Work> order = first
          ? List.of(pair.measured(), pair.baseline())
          : List.of(pair.baseline(), pair.measured());
      double one = speed(order.get(0), seconds);
      double other = speed(order.get(1), seconds);
      ratios[i] = first ? one / other : other / one;
    }
    return ratios;
  }

  /** Work a second of this thread's own time, over a turn of at least so long. */
  private static double speed(GuardedWork.Work work, double seconds) {
    double done = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    long now = start;
    while (now - start < seconds * 1e9) {
      done += work.run();
      now = THREADS.getCurrentThreadCpuTime();
    }
    return done * 1e9 / (now - start);
  }
}
