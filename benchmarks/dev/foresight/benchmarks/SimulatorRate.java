package dev.foresight.benchmarks;

import dev.foresight.Noise;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Simulator;
import dev.foresight.WorldModel;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many steps of MuJoCo a planner makes in a second, all that it does besides included, beside what plain
 * C makes of the very same plans ({@code benchmarks/peers/steps.c}), in turn. For {@code benchmarks/simulator}.
 *
 * <p>Arguments: the program in C, the model's file, plans, horizon, seconds of each measurement. Prints a line of JSON: medians,
 * and the quartiles of the ratio over pairs of measurements.
 */
public final class SimulatorRate {
  private static final String ENVIRONMENT = "mujoco-halfcheetah";
  private static final int FRAME_SKIP = 5;
  private static final int STARTS = 8;
  private static final int PAIRS = 41;
  private static final int WARM_UPS = 20;

  private final Environment env = Environments.named(ENVIRONMENT);
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final PlannerConfig config;
  private final List<float[]> starts = new ArrayList<>();
  private int calls;

  private SimulatorRate(int plans, int horizon) {
    config = PlannerConfig.predictiveSampling()
        .withPlans(plans)
        .withHorizon(horizon)
        .withNoise(Noise.spline(horizon / 2));
  }

  public static void main(String[] args) throws IOException {
    SimulatorRate rate = new SimulatorRate(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    double seconds = Double.parseDouble(args[4]);
    Path plans = Files.createTempFile("plans", ".bin");
    try {
      rate.run();
      rate.record(plans);
      rate.measure(List.of(args[0], args[1], plans.toString()), seconds);
    } finally {
      Files.delete(plans);
    }
  }

  /** Remembers states of a run, for plans to begin at. */
  private void run() {
    try (Planner planner = planner((Simulator) env.dynamics(), threads)) {
      env.reset(1);
      for (int t = 0; t < 10 * STARTS; t++) {
        if (t % 10 == 0) {
          starts.add(env.state());
        }
        env.step(planner.plan(env.state()).action());
      }
    }
  }

  /** Writes every plan that is rolled out from these states. */
  private void record(Path file) throws IOException {
    Simulator dynamics = (Simulator) env.dynamics();
    RecordingSimulator recording = new RecordingSimulator(dynamics, config.horizon());
    try (Planner planner = planner(recording, 1)) {
      for (float[] start : starts) {
        planner.plan(start);
      }
    }
    recording.save(file, env.stateSize());
  }

  private Planner planner(Simulator simulator, int threads) {
    WorldModel model = env.task().model(simulator);
    return Planner.builder(model, env.task().actions(), config).threads(threads).build();
  }

  private void measure(List<String> peer, double seconds) throws IOException {
    try (Planner planner = planner((Simulator) env.dynamics(), threads)) {
      planner.warmUp();
      for (int i = 0; i < WARM_UPS; i++) {
        ours(planner, seconds);
      }
      double[] ours = new double[PAIRS];
      double[] theirs = new double[PAIRS];
      double[] ratios = new double[PAIRS];
      List<String> command = new ArrayList<>(peer);
      command.addAll(List.of("" + FRAME_SKIP, "" + threads, "" + seconds));
      try (Peer c = Peer.start(command)) {
        c.rate();
        for (int pair = 0; pair < PAIRS; pair++) {
          ours[pair] = ours(planner, seconds);
          theirs[pair] = c.rate();
          ratios[pair] = ours[pair] / theirs[pair];
        }
      }
      Arrays.sort(ratios);
      double callsPerSecond = median(ours) / stepsPerCall();
      System.out.printf(
          Locale.ROOT,
          "{\"environment\":\"%s\",\"plans\":%d,\"horizon\":%d,\"threads\":%d,"
              + "\"stepsPerSecond\":%.0f,\"plainC\":%.0f,\"ratio\":%.3f,\"ratioFrom\":%.3f,"
              + "\"ratioTo\":%.3f,\"millisPerPlan\":%.1f}%n",
          ENVIRONMENT,
          config.plans(),
          config.horizon(),
          threads,
          median(ours),
          median(theirs),
          median(ratios),
          ratios[PAIRS / 4],
          ratios[PAIRS - 1 - PAIRS / 4],
          1000 / callsPerSecond);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private double stepsPerCall() {
    return (double) config.plans() * config.horizon() * FRAME_SKIP;
  }

  /** Steps of MuJoCo a second. */
  private double ours(Planner planner, double least) {
    long begin = System.nanoTime();
    long now = begin;
    int before = calls;
    while (now - begin < least * 1e9) {
      planner.plan(starts.get(calls++ % STARTS));
      now = System.nanoTime();
    }
    return (calls - before) * stepsPerCall() / ((now - begin) / 1e9);
  }

  /** The program in C, which measures when it is asked. */
  private record Peer(Process process, BufferedReader said, Writer ask) implements AutoCloseable {
    static Peer start(List<String> command) throws IOException {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      return new Peer(process, process.inputReader(), process.outputWriter());
    }

    double rate() throws IOException {
      ask.write("\n");
      ask.flush();
      return Double.parseDouble(said.readLine());
    }

    @Override
    public void close() throws IOException {
      ask.close();
      process.destroy();
    }
  }
}
