package dev.foresight.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.Required;
import dev.foresight.engine.kernel.KernelCache;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jcuda.JCudaVersion;
import jcuda.LibUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For each thing that can be missing: what is said, and what would help. */
class MissingPiecesTest {
  @TempDir
  private Path folder;

  @Test
  void withoutJcudaItIsNamed() throws Exception {
    URL classes = Cuda.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, platform)) {
      Class<?> alone = loader.loadClass(Cuda.class.getName());
      assertThat((Optional<?>) alone.getMethod("whyNot", int.class).invoke(null, 0))
          .hasToString("Optional[JCuda is not on the class path; add the dependency"
              + " org.jcuda:jcuda:12.6.0]");
      assertThat((List<?>) alone.getMethod("devices").invoke(null)).isEmpty();
    }
  }

  @Test
  void withoutADriverBothAnswersSaySo() throws Exception {
    StandIn.skipWhereTheSystemHasADriver();
    String sentence = "there is no NVIDIA driver (libcuda.so.1); install the GPU's driver, or in a"
        + " container give it the GPUs (docker run --gpus all)";
    assertThat(WhyNot.answers(folder, Map.of("LD_LIBRARY_PATH", "")))
        .containsExactly(sentence, sentence);
  }

  /** As one leaves it that was killed while it unpacked: loading it would end the JVM with SIGBUS. */
  @Test
  void aLibraryThatWasUnpackedInPartIsReplaced() throws Exception {
    String name = LibUtils.createLibraryFileName(
        LibUtils.createPlatformLibraryName("JCudaDriver-" + JCudaVersion.get()));
    try (InputStream whole = getClass().getResourceAsStream("/lib/" + name)) {
      Files.write(folder.resolve(name), whole.readNBytes(0x10000));
    }
    String answer = Cuda.whyNot(0).orElse("it can");
    assertThat(WhyNot.answers(folder, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder)))
        .containsExactly(answer, answer);
  }

  @Test
  void aDriverWithoutADeviceIsToldApart() throws Exception {
    Required.orSkip("cuda", Cuda.whyNot(0));
    StandIn.need();
    assertThat(WhyNot.answers(folder, Map.of("FORESIGHT_STANDIN_DEVICES", "0")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line)
            .startsWith("the NVIDIA driver is here, but it sees no GPU; check nvidia-smi"));
  }

  @Test
  void aNumberThatNoDeviceHasIsAnsweredWithThoseThatAre() {
    Required.orSkip("cuda", Cuda.whyNot(0));
    assertThat(Cuda.whyNot(77).orElseThrow())
        .startsWith("there is no device cuda:77; there is cuda:0 ");
    assertThat(Cuda.whyNot(-1)).isPresent();
    assertThat(Cuda.devices()).isNotEmpty();
    assertThat(Cuda.describe(0)).contains(Cuda.devices().get(0)).contains(", kernels by ");
  }

  @Test
  void withoutACompilerItIsSaidWhereWasLooked() {
    Places nowhere = new Places(
        Map.of("CUDA_HOME", folder + "/home", Places.NVRTC, ""), folder.resolve("toolkits"));
    Compilers none = new Compilers(
        List.of(), Compilers.find(nowhere, KernelCache.off()).missing(), KernelCache.off());
    assertThat(none.whyNot(CompilersTest.device(90, 13000)).orElseThrow())
        .startsWith("there is no CUDA compiler: looked for NVRTC (libnvrtc.so.13, ")
        .contains("on the library path and for nvcc on the PATH, and for both in [" + folder)
        .contains("; install the CUDA toolkit");
  }

  @Test
  void aChosenNvrtcThatIsNotThereIsNamedAndNothingElseTaken() throws Exception {
    Path file = Files.writeString(folder.resolve("libnvrtc.so.12"), "not a library");
    for (Path chosen : List.of(file, folder, folder.resolve("absent"))) {
      Places places = new Places(
          Map.of(Places.NVRTC, chosen.toString(), "PATH", System.getenv("PATH")), folder);
      Compilers none = Compilers.find(places, KernelCache.off());
      assertThat(none.list()).isEmpty();
      assertThat(none.whyNot(CompilersTest.device(90, 13000)).orElseThrow())
          .contains("FORESIGHT_NVRTC names " + chosen + ", and no NVRTC library was loaded");
    }
  }
}
