package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.Required;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the C compiler makes of a text. */
record CProgram(Path file) {
  private static final Path HEADER = Path.of("/usr/include/mujoco/mujoco.h");

  /** A file of C beside the tests, compiled; skips the test where that cannot be. */
  static CProgram of(String name, Path folder, String... options) throws Exception {
    Required.orSkip("mujoco", whyNot());
    Path source = folder.resolve(name);
    Files.copy(CProgram.class.getResourceAsStream(name), source);
    Path program = folder.resolve(name + ".out");
    List<String> command = new ArrayList<>(
        List.of("gcc", "-O1", "-Wall", "-Werror", source.toString(), "-o", program.toString()));
    command.addAll(Arrays.asList(options));
    new CProgram(Path.of("gcc")).end(command, folder, "");
    return new CProgram(program);
  }

  private static Optional<String> whyNot() {
    boolean compiler = Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "gcc")));
    return compiler && Files.exists(HEADER)
        ? Optional.empty()
        : Optional.of("no gcc or no " + HEADER + "; run dev/setup");
  }

  /** The lines that it prints. */
  List<String> run(Path folder, String input, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(Arrays.asList(words));
    return end(command, folder, input);
  }

  private List<String> end(List<String> command, Path folder, String input)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .start();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }
}
