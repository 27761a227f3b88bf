package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.kernel.KernelTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** NVIDIA's compiler, for sm_80 and sm_90, with warnings as errors. */
record Nvcc(Path folder) {
  private static final Pattern SPILL = Pattern.compile("(\\d+) bytes spill");
  private static final Pattern USED = Pattern.compile("Used (\\d+) registers");
  private static final Pattern DECLARED = Pattern.compile("(\\d+) bytes smem");
  private static final List<String> OPTIONS = List.of(
      "-fatbin",
      "-std=c++17",
      "-gencode=arch=compute_80,code=[sm_80,sm_90]",
      "-Werror=all-warnings",
      "-Xptxas=-v,-Werror");

  /** The compiler on the PATH or in CUDA_HOME. */
  static Optional<Path> find() {
    Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
    Stream<String> toolkits = Stream.of(System.getenv("CUDA_HOME"), "/usr/local/cuda")
        .filter(home -> home != null)
        .map(home -> home + "/bin");
    return Stream.concat(path, toolkits)
        .map(place -> Path.of(place, "nvcc"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * What the compiler makes of a kernel for one architecture.
   *
   * @param registers of an item
   * @param spilled bytes stored or loaded for want of registers
   * @param declaredBytes shared memory that the text declares
   * @param ptx the text before the assembler
   */
  record Assembled(int registers, int spilled, int declaredBytes, String ptx) {}

  /** Compiles a kernel for one architecture, such as {@code sm_90}, without warnings. */
  Assembled assembled(String name, String text, String architecture)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(name.replaceAll("\\W+", "-")));
    Path source = Files.writeString(own.resolve("kernel.cu"), KernelTexts.cudaHeader() + text);
    List<String> options = List.of(
        "-cubin",
        "-std=c++17",
        "-arch=" + architecture,
        "-Werror=all-warnings",
        "-Xptxas=-v,-Werror",
        "-keep",
        "-keep-dir=" + own);
    String said = run(name, source, options);
    int shared = numbers(DECLARED, said).stream().findFirst().orElse(0);
    int spilled = numbers(SPILL, said).stream().mapToInt(bytes -> bytes).max().orElseThrow();
    String ptx = Files.readString(own.resolve("kernel.ptx"));
    return new Assembled(numbers(USED, said).get(0), spilled, shared, ptx);
  }

  /**
   * Compiles a kernel and gives what the assembler says of it: no warnings, and per architecture no more
   * bytes stored or loaded for want of registers than that.
   */
  String compile(String name, String text, int mostSpilled)
      throws IOException, InterruptedException {
    Path source = Files.writeString(
        folder.resolve(name.replaceAll("\\W+", "-") + ".cu"), KernelTexts.cudaHeader() + text);
    String said = run(name, source, OPTIONS);
    assertThat(numbers(USED, said)).as("architectures of %s in %s", name, said).hasSize(2);
    assertThat(numbers(SPILL, said))
        .as("spills of %s: %s", name, said)
        .hasSize(4)
        .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(mostSpilled));
    return said;
  }

  private static String run(String name, Path source, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(find().orElseThrow().toString());
    command.addAll(options);
    command.addAll(List.of("-o", source + ".out", source.toString()));
    Path log = Path.of(source + ".log");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES))
        .as("%s compiled in time", name)
        .isTrue();
    String said = Files.readString(log);
    assertThat(process.exitValue()).as("nvcc on %s: %s", name, said).isZero();
    return said;
  }

  private static List<Integer> numbers(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map((MatchResult r) -> Integer.valueOf(r.group(1))).toList();
  }
}
