package dev.foresight.engine.cuda;

import dev.foresight.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** NVIDIA's compiler as a program. */
final class Nvcc implements Compiler {
  private static final long SECONDS = 120;
  private static final Pattern RELEASE = Pattern.compile("release (\\d+)\\.(\\d+), V(\\S+)");
  private static final Pattern CAPABILITY = Pattern.compile("compute_(\\d+)");

  private final Path program;
  private final String name;
  private final int major;
  private final int[] capabilities;

  private Nvcc(Path program) {
    this.program = program;
    MatchResult release = RELEASE
        .matcher(output("--version"))
        .results()
        .findFirst()
        .orElseThrow(() -> new BackendException(program + " --version does not name a release"));
    major = Integer.parseInt(release.group(1));
    name = "nvcc " + release.group(3) + " (" + program + ")";
    capabilities = CAPABILITY
        .matcher(output("--list-gpu-arch"))
        .results()
        .mapToInt(each -> Integer.parseInt(each.group(1)))
        .sorted()
        .toArray();
  }

  /** The first nvcc in these folders. */
  static Optional<Compiler> find(List<Path> folders) {
    return folders.stream()
        .map(folder -> folder.resolve("nvcc"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Nvcc::new);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int major() {
    return major;
  }

  @Override
  public int[] capabilities() {
    return capabilities;
  }

  @Override
  public byte[] compile(String kernel, String text, Goal goal) {
    return inFolder(folder -> {
      Path source = folder.resolve(kernel + ".cu");
      Path result = folder.resolve("result");
      Files.writeString(source, text);
      List<String> options = new ArrayList<>(goal.options());
      options.add(goal.machine() ? "--cubin" : "--ptx");
      options.add("--Werror=all-warnings");
      options.add("--Wno-deprecated-gpu-targets");
      options.add("--output-file=" + result);
      options.add(source.toString());
      Ran ran = run(folder, options);
      if (ran.status() != 0) {
        throw new BackendException("CUDA: compiling kernel " + kernel + " for "
            + goal.architecture() + " failed; " + name + " says:\n"
            + ran.log().replace(folder + "/", ""));
      }
      byte[] bytes = Files.readAllBytes(result);
      return goal.machine() ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    });
  }

  private String output(String option) {
    return inFolder(folder -> run(folder, List.of(option)).log());
  }

  private record Ran(int status, String log) {}

  private Ran run(Path folder, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    Path log = folder.resolve("log");
    Process process = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new BackendException(String.join(" ", command) + " takes more than " + SECONDS
            + " seconds; look whether the machine is overloaded, or install NVRTC");
      }
      return new Ran(process.exitValue(), Files.readString(log).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(program + " was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private interface Work<T> {
    T in(Path folder) throws IOException;
  }

  /** Works in a folder that is there only so long. */
  private <T> T inFolder(Work<T> work) {
    try {
      Path folder = Files.createTempDirectory("foresight-nvcc");
      try {
        return work.in(folder);
      } finally {
        for (Path each : Files.list(folder).toList()) {
          Files.delete(each);
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new BackendException("running " + program + " failed: " + e, e);
    }
  }
}
