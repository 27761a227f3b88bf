package dev.foresight.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foresight.BackendException;
import dev.foresight.engine.Required;
import dev.foresight.engine.kernel.Adding;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import dev.foresight.engine.kernel.KernelFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From text to machine code. */
class CompilersTest {
  private static final int[] SINCE_75 = {75, 80, 86, 89, 90};
  private static final Goal SM_80 = new Goal(80, true);
  private static final Goal COMPUTE_80 = new Goal(80, false);

  @TempDir
  private Path folder;

  /** A compiler that notes down what it is asked for. */
  private record Notes(String name, int major, int[] capabilities, List<String> asked)
      implements Compiler {
    @Override
    public byte[] compile(String kernel, String text, Goal goal) {
      asked.add(kernel + " for " + goal.architecture());
      return (".version 9.0\n" + text.length() + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static Notes notes(int major, int... capabilities) {
    return new Notes("compiler of CUDA " + major, major, capabilities, new ArrayList<>());
  }

  static Device device(int capability, int driver) {
    Gpu.Limits limits = new Gpu.Limits("a GPU", 48 << 10, 1024, 100, 1L << 32, false);
    return new Device(0, "a GPU", capability, driver, 1L << 32, limits);
  }

  private static String goal(int capability, int driver, Compiler compiler) {
    return Goal.of(device(capability, driver), compiler).map(Goal::architecture).orElse("none");
  }

  @Test
  void machineCodeIsMadeForAGpuThatTheCompilerKnows() {
    assertThat(goal(90, 13000, notes(13, SINCE_75))).isEqualTo("sm_90");
    assertThat(goal(90, 13000, notes(12, SINCE_75))).isEqualTo("sm_90");
    assertThat(goal(80, 12020, notes(12, SINCE_75))).isEqualTo("sm_80");
  }

  @Test
  void ptxIsMadeForANewerGpuAndForAnOlderDriver() {
    assertThat(goal(121, 13000, notes(12, SINCE_75))).isEqualTo("compute_90");
    assertThat(goal(87, 13000, notes(13, SINCE_75))).isEqualTo("compute_86");
    assertThat(goal(90, 12080, notes(13, SINCE_75))).isEqualTo("compute_90");
  }

  @Test
  void aCompilerThatKnowsOnlyNewerGpusIsPassedOver() {
    assertThat(goal(70, 12000, notes(13, SINCE_75))).isEqualTo("none");
    Notes older = notes(11, 60, 70);
    Compilers both = compilers(KernelCache.off(), notes(13, SINCE_75), older);
    both.compile(device(70, 12000), "add", "text");
    assertThat(older.asked()).containsExactly("add for sm_70");
    assertThat(compilers(KernelCache.off(), notes(13, SINCE_75))
            .whyNot(device(70, 12000))
            .orElseThrow())
        .isEqualTo("a GPU has the compute capability 7.0, older than any that compiler of CUDA 13"
            + " can compile for; install an older CUDA toolkit");
  }

  @Test
  void aKernelIsCompiledOncePerTextGpuAndCompiler() {
    KernelCache cache = KernelCache.in(folder);
    Notes compiler = notes(13, SINCE_75);
    Compilers compilers = compilers(cache, compiler);
    byte[] first = compilers.compile(device(90, 13000), "add", "text");
    byte[] again = compilers(cache, compiler).compile(device(90, 13000), "add", "text");
    assertThat(again).isEqualTo(first);
    compilers.compile(device(90, 13000), "add", "other text");
    compilers.compile(device(80, 13000), "add", "text");
    compilers.compile(device(90, 12000), "add", "text");
    assertThat(compiler.asked())
        .containsExactly("add for sm_90", "add for sm_90", "add for sm_80", "add for compute_90");
    Notes newer = notes(14, SINCE_75);
    compilers(cache, newer).compile(device(90, 14000), "add", "text");
    assertThat(newer.asked()).hasSize(1);
  }

  @Test
  void ptxAsksForNoMoreThanTheDriverKnows() {
    Compilers compilers = compilers(KernelCache.off(), notes(13, SINCE_75));
    byte[] ptx = compilers.compile(device(90, 12020), "add", "text");
    assertThat(new String(ptx, StandardCharsets.ISO_8859_1)).startsWith(".version 8.2\n");
    byte[] code = compilers.compile(device(90, 13000), "add", "text");
    assertThat(new String(code, StandardCharsets.ISO_8859_1)).startsWith(".version 9.0\n");
    int[] drivers = {11000, 11080, 12000, 12050, 12060, 12080, 12090, 13000, 13010};
    int[] versions = {70, 78, 80, 85, 85, 87, 88, 90, 91};
    for (int i = 0; i < drivers.length; i++) {
      assertThat(Ptx.version(drivers[i])).isEqualTo(versions[i]);
    }
  }

  private static Compilers compilers(KernelCache cache, Compiler... list) {
    return new Compilers(List.of(list), "", cache);
  }

  private static String text(String body) {
    return KernelFiles.text("cuda.h") + body;
  }

  private static Compiler nvcc() {
    Optional<Compiler> nvcc = Nvcc.find(new Places(System.getenv(), Path.of("/usr/local")).nvcc());
    assumeTrue(nvcc.isPresent(), "nvcc is not there; install the CUDA toolkit");
    return nvcc.get();
  }

  @Test
  void nvccMakesMachineCodeAndPtx() {
    Compiler nvcc = nvcc();
    assertThat(nvcc.name()).startsWith("nvcc ");
    assertThat(nvcc.capabilities()).contains(80, 90).isSorted();
    byte[] code = nvcc.compile("add", text(Adding.TEXT), SM_80);
    assertThat(code).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(code[18] & 0xff).as("machine: CUDA").isEqualTo(190);
    byte[] ptx = nvcc.compile("add", text(Adding.TEXT), COMPUTE_80);
    assertThat(new String(ptx, StandardCharsets.ISO_8859_1))
        .contains(".entry add(")
        .contains(".target sm_80")
        .endsWith("\0");
  }

  @Test
  void nvccsComplaintsAndWarningsFailWithWhatItSaid() {
    Compiler nvcc = nvcc();
    String nonsense = text("__kernel void broken() { nonsense; }");
    assertThatThrownBy(() -> nvcc.compile("broken", nonsense, SM_80))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("CUDA: compiling kernel broken for sm_80 failed; nvcc ")
        .hasMessageContaining("broken.cu")
        .hasMessageContaining("nonsense");
    String unused = text("__kernel void odd(__global int *data) { int unused = 3; }");
    assertThatThrownBy(() -> nvcc.compile("odd", unused, SM_80))
        .hasMessageContaining("never referenced");
  }

  @Test
  void nvrtcMakesMachineCodeAndPtx() {
    Compiler nvrtc = nvrtc();
    assertThat(nvrtc.name()).startsWith("NVRTC ").contains("libnvrtc");
    assertThat(nvrtc.capabilities()).contains(80, 90).isSorted();
    byte[] code = nvrtc.compile("add", text(Adding.TEXT), SM_80);
    byte[] ptx = nvrtc.compile("add", text(Adding.TEXT), COMPUTE_80);
    assertThat(code.length).isGreaterThan(500);
    assertThat(ptx).hasSizeGreaterThan(500).endsWith((byte) 0);
  }

  @Test
  void nvrtcsComplaintsComeWithItsLog() {
    Compiler nvrtc = nvrtc();
    String nonsense = text("__kernel void broken() { nonsense; }");
    assertThatThrownBy(() -> nvrtc.compile("broken", nonsense, SM_80))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("CUDA: compiling kernel broken for sm_80 failed (NVRTC_ERROR_")
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> nvrtc.compile("add", text(Adding.TEXT), new Goal(10, true)))
        .hasMessageContaining("sm_10");
  }

  private static Compiler nvrtc() {
    Required.orSkip("cuda", Cuda.whyNot(0));
    Optional<Compiler> nvrtc = Compilers.here().list().stream()
        .filter(compiler -> compiler instanceof Nvrtc)
        .findFirst();
    assumeTrue(nvrtc.isPresent(), "NVRTC is not there; install the CUDA toolkit");
    return nvrtc.get();
  }
}
