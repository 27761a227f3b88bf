package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Precision;
import dev.foresight.benchmarks.Workload;
import dev.foresight.engine.kernel.TensorKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What NVIDIA's assembler makes of the rollout on tensor cores, for every preset and precision, is what {@code
 * benchmarks/results/ptxas.md} says; {@code -Dforesight.ptxas=write} writes it anew.
 */
@Tag("tools")
class PtxasReportTest {
  private static final Path REPORT = Path.of("benchmarks/results/ptxas.md");
  private static final List<String> PRESETS =
      List.of("pets-cartpole", "pets-reacher", "pets-pusher", "pets-halfcheetah", "demo-cartpole");

  /** Registers more or fewer that another version of the compiler may take. */
  private static final int TOLERANCE = 16;

  @TempDir
  Path folder;

  @BeforeEach
  void thereIsACompiler() {
    Required.orSkip(
        "nvcc",
        Nvcc.find().isPresent()
            ? Optional.empty()
            : Optional.of("no nvcc on the PATH or in CUDA_HOME; install NVIDIA's CUDA toolkit"));
  }

  @Test
  void tensorCoresMultiplyWithoutSpillsAsTheReportSays() throws IOException {
    List<String> cases = new ArrayList<>();
    for (String preset : PRESETS) {
      for (Precision precision : Precision.values()) {
        for (TensorKernel.Device device : TensorKernel.Device.values()) {
          if (precision != Precision.FP32) {
            cases.add(preset + " " + precision + " " + device);
          }
        }
      }
    }
    List<String> lines = cases.parallelStream().map(this::line).toList();
    if (System.getProperty("foresight.ptxas", "").equals("write")) {
      Files.writeString(REPORT, header() + String.join("\n", lines) + "\n");
    }
    List<String> written = Files.readAllLines(REPORT).stream()
        .filter(line -> line.startsWith("| `"))
        .toList();
    assertThat(written).as("lines of %s; %s", REPORT, lines).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      String[] now = lines.get(i).split("\\s*\\|\\s*");
      String[] then = written.get(i).split("\\s*\\|\\s*");
      int registers = Integer.parseInt(now[4]);
      assertThat(registers)
          .as("registers of %s, by the report %s", lines.get(i), then[4])
          .isBetween(Integer.parseInt(then[4]) - TOLERANCE, Integer.parseInt(then[4]) + TOLERANCE);
      now[4] = then[4];
      assertThat(now).as("%s, by the report %s", lines.get(i), written.get(i)).isEqualTo(then);
    }
  }

  private String line(String each) {
    String[] words = each.split(" ");
    Workload workload = Workload.named(words[0]);
    Precision precision = Precision.valueOf(words[1]);
    TensorKernel.Device device = TensorKernel.Device.valueOf(words[2]);
    EngineSpec spec =
        new EngineSpec(workload.model(), workload.actions(), workload.config(), 1, 0, 1);
    TensorKernel kernel = device.kernel(spec, precision);
    try {
      Nvcc.Assembled made =
          new Nvcc(folder).assembled(each, kernel.text(), device.name().toLowerCase(Locale.ROOT));
      assertThat(made.spilled()).as("bytes that %s spills", each).isZero();
      String product = precision == Precision.TF32 ? "m16n8k8" : "m16n8k16";
      assertThat(made.ptx())
          .as("%s", each)
          .contains("mma.sync.aligned." + product + ".row.col.f32");
      int groups = device.groups(kernel, made.registers());
      assertThat(groups).as("groups of %s on a multiprocessor", each).isPositive();
      return "| `" + words[0] + "` | " + precision + " | " + device + " | " + made.registers()
          + " | " + made.spilled() + " | " + made.declaredBytes() + " + " + kernel.askedBytes()
          + " | " + kernel.plans() + " | " + kernel.warps() + " | " + groups + " | "
          + 100 * groups * kernel.warps() / 64 + " % |";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header() {
    return """
        # The rollout on tensor cores, as NVIDIA's assembler has it

        Made by nvcc 13.0 without a GPU: `mvn test -Dtest=PtxasReportTest -Dforesight.ptxas=write`, and held against
        it by the same test. For sm_80 in the tiling for an A100 (108 multiprocessors, 163 KiB of shared memory for a
        group), for sm_90 in that for an H100 (132, 227 KiB). Occupancy is computed, of the 64 warps that a
        multiprocessor can have; a warp that multiplies keeps its sums in registers, so it is low by design.

        | preset | precision | for | registers | bytes spilled | bytes of shared memory: declared + asked for | plans in a tile | warps of a group | groups on a multiprocessor | occupancy |
        |---|---|---|---|---|---|---|---|---|---|
        """;
  }
}
