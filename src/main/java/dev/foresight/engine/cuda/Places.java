package dev.foresight.engine.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where compilers may be.
 *
 * @param environment as {@link System#getenv()}: {@code CUDA_HOME} and {@code CUDA_PATH} name
 *     toolkits, {@value #NVRTC} an NVRTC library or its folder, as that of the Python wheel {@code
 *     nvidia-cuda-nvrtc}, and then no other compiler is looked for
 * @param toolkits the folder that toolkits are installed in, {@code /usr/local}
 */
record Places(Map<String, String> environment, Path toolkits) {
  static final String NVRTC = "FORESIGHT_NVRTC";
  private static final List<String> NAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so");

  /** What {@value #NVRTC} names; empty if nothing. */
  String chosen() {
    return environment.getOrDefault(NVRTC, "").strip();
  }

  /** Paths and names of NVRTC, the best first. */
  List<String> nvrtc() {
    if (!chosen().isEmpty()) {
      Path chosen = Path.of(chosen());
      return Files.isDirectory(chosen) ? libraries(chosen) : List.of(chosen());
    }
    List<String> all = new ArrayList<>(NAMES);
    homes().forEach(home -> all.addAll(libraries(home.resolve("lib64"))));
    installed().forEach(home -> all.addAll(libraries(home.resolve("lib64"))));
    return all;
  }

  private static List<String> libraries(Path folder) {
    return NAMES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .toList();
  }

  /** Folders that may have nvcc, the best first. */
  List<Path> nvcc() {
    if (!chosen().isEmpty()) {
      return List.of();
    }
    List<Path> all = new ArrayList<>();
    homes().forEach(home -> all.add(home.resolve("bin")));
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      all.add(Path.of(folder));
    }
    installed().forEach(home -> all.add(home.resolve("bin")));
    return all;
  }

  private List<Path> homes() {
    return Stream.of("CUDA_HOME", "CUDA_PATH")
        .map(variable -> environment.getOrDefault(variable, "").strip())
        .filter(home -> !home.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Toolkits where they are usually installed, the newest first. */
  private List<Path> installed() {
    if (!Files.isDirectory(toolkits)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(toolkits)) {
      return found
          .filter(path -> path.getFileName().toString().matches("cuda(-\\d+.*)?"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      System.getLogger(Places.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot list " + toolkits, e);
      return List.of();
    }
  }

  /** Where was looked, for a message. */
  String looked() {
    if (!chosen().isEmpty()) {
      return NVRTC + " names " + chosen() + ", and no NVRTC library was loaded from there";
    }
    List<Path> toolkitsHere =
        Stream.concat(homes().stream(), installed().stream()).toList();
    return "looked for NVRTC (" + String.join(", ", NAMES) + ") on the library path and for nvcc on"
        + " the PATH, and for both in "
        + (toolkitsHere.isEmpty() ? "CUDA_HOME (not set) and " + toolkits : toolkitsHere);
  }
}
