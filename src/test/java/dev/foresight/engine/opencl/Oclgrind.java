package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program on oclgrind's device, which finds races and accesses out of bounds. */
record Oclgrind(Path folder) {

  /** Its driver, where packages and builds put it. */
  static Optional<Path> find() {
    Stream<Path> beside = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(place -> Path.of(place, "oclgrind"))
        .filter(Files::isExecutable)
        .map(command -> command.resolve("../../lib").normalize());
    return Stream.concat(beside, Stream.of(Path.of("/usr/lib"), Path.of("/usr/local/lib")))
        .flatMap(lib -> Stream.of(lib, lib.resolve("oclgrind")))
        .map(lib -> lib.resolve("liboclgrind-rt-icd.so"))
        .filter(Files::exists)
        .findFirst();
  }

  /** Runs a main class to its end in a JVM of its own, and gives oclgrind's findings. */
  String findings(int seconds, String main, String... arguments)
      throws IOException, InterruptedException {
    Path vendors = Files.createDirectories(folder.resolve("vendors"));
    Files.writeString(vendors.resolve("oclgrind.icd"), find().orElseThrow() + "\n");
    Path log = folder.resolve("findings.log");
    Path said = folder.resolve("said.log");
    Stream<String> command = Stream.of(
        System.getProperty("java.home") + "/bin/java",
        "-Dforesight.cache=off",
        "-cp",
        System.getProperty("java.class.path"),
        main);
    ProcessBuilder builder = new ProcessBuilder(
            Stream.concat(command, Stream.of(arguments)).toList())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile());
    builder
        .environment()
        .putAll(Map.of(
            "OCL_ICD_VENDORS", vendors.toString(),
            "OCLGRIND_DATA_RACES", "1",
            "OCLGRIND_LOG", log.toString()));
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String output = Files.readString(said);
      assertThat(ended).as("%s ended within %d s: %s", main, seconds, output).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      assertThat(output).contains("Oclgrind").endsWith("done\n");
    } finally {
      process.destroyForcibly();
    }
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
