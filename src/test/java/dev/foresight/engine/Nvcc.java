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
   * Compiles a kernel and gives what the assembler says of it: no warnings, and per architecture no more
   * bytes stored or loaded for want of registers than that.
   */
  String compile(String name, String text, int mostSpilled)
      throws IOException, InterruptedException {
    Path source = Files.writeString(
        folder.resolve(name.replaceAll("\\W+", "-") + ".cu"), KernelTexts.cudaHeader() + text);
    List<String> command = new ArrayList<>();
    command.add(find().orElseThrow().toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-o", source + ".fatbin", source.toString()));
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
    assertThat(numbers(USED, said)).as("architectures of %s in %s", name, said).hasSize(2);
    assertThat(numbers(SPILL, said))
        .as("spills of %s: %s", name, said)
        .hasSize(4)
        .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(mostSpilled));
    return said;
  }

  private static List<Integer> numbers(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map((MatchResult r) -> Integer.valueOf(r.group(1))).toList();
  }
}
