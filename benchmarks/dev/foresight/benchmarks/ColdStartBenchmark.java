package dev.foresight.benchmarks;

import dev.foresight.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the start of a JVM to its first plan, in a process of its own: the demo's planner. Of the caches of
 * compiled kernels, ours and the driver's, nothing is there ({@code cold}) or all ({@code warm}); the
 * CPU has none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 10)
@Fork(1)
public class ColdStartBenchmark {
  @Param({"CPU"})
  public Backend backend;

  @Param({"cold", "warm"})
  public String cache;

  private Path folder;
  private Process process;

  @Setup
  public void create() throws IOException, InterruptedException {
    if (!List.of("cold", "warm").contains(cache)) {
      throw new IllegalArgumentException("cache is " + cache + ", not cold or warm");
    }
    folder = Files.createTempDirectory("cold-start");
    if (cache.equals("warm")) {
      firstPlan();
      end();
    }
  }

  @Setup(Level.Iteration)
  public void prepare() throws IOException {
    if (cache.equals("cold")) {
      delete();
      Files.createDirectory(folder);
    }
  }

  @Benchmark
  public String firstPlan() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules=jdk.incubator.vector",
        "-Dforesight.cache=" + folder.resolve("foresight"),
        "-cp",
        System.getProperty("java.class.path"),
        ColdStart.class.getName(),
        "demo-cartpole",
        backend.name().toLowerCase(Locale.ROOT));
    builder.environment().put("POCL_CACHE_DIR", folder.resolve("pocl").toString());
    builder.environment().put("CUDA_CACHE_PATH", folder.resolve("cuda").toString());
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    if (!ColdStart.DONE.equals(line)) {
      throw new IllegalStateException("the process planned nothing, but said " + line);
    }
    return line;
  }

  /** Not measured: the end of the process. */
  @TearDown(Level.Iteration)
  public void end() throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the process ended with " + process.exitValue());
    }
  }

  @TearDown
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
