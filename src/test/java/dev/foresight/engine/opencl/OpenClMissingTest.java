package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jocl.CL;
import org.jocl.LibUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be missing has its own sentence, the same each time, with a remedy. */
class OpenClMissingTest {
  private static final String ALL = System.getProperty("java.class.path");

  @TempDir
  private Path folder;

  @Test
  void withoutJocl() throws Exception {
    DeviceForTests.need();
    String others = Arrays.stream(ALL.split(":"))
        .filter(each -> !each.contains("jocl"))
        .collect(Collectors.joining(":"));
    asked(others, Map.of(), "JOCL is not on the class path; add the dependency org.jocl:jocl:");
  }

  @Test
  void withoutDriver() throws Exception {
    DeviceForTests.need();
    Map<String, String> none = Map.of("OCL_ICD_VENDORS", folder.toString());
    asked(ALL, none, "no OpenCL driver is registered with it; install");
  }

  @Test
  void withoutLibrary() throws Exception {
    DeviceForTests.need();
    Files.writeString(folder.resolve("libOpenCL.so.1"), "not a library");
    Files.writeString(folder.resolve("libOpenCL.so"), "not a library");
    Map<String, String> damaged = Map.of("LD_LIBRARY_PATH", folder.toString());
    asked(ALL, damaged, "there is no OpenCL library; install");
  }

  /** As one leaves it that was killed while it unpacked: loading it would end the JVM with SIGBUS. */
  @Test
  void aBindingThatWasUnpackedInPartIsReplaced() throws Exception {
    DeviceForTests.need();
    String name = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6"));
    try (InputStream whole = getClass().getResourceAsStream("/lib/" + name)) {
      Files.write(folder.resolve(name), whole.readNBytes(0x10000));
    }
    Map<String, String> own = Map.of(
        "OCL_ICD_VENDORS", folder.toString(), "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
    asked(ALL, own, "no OpenCL driver is registered with it; install");
  }

  @Test
  void aLibraryIsMissedOnlyWhereTheLoaderWouldMissIt() throws IOException {
    Path known = folder.resolve("ld.so.cache");
    String folders = ":" + folder;
    assertThat(Library.mayBeThere(known, folders)).as("no list").isTrue();
    Files.writeString(known, "libc.so.6 /lib/libc.so.6");
    assertThat(Library.mayBeThere(known, folders)).isFalse();
    Path beside = Files.createFile(folder.resolve("libOpenCL.so.1"));
    assertThat(Library.mayBeThere(known, folders)).isTrue();
    Files.delete(beside);
    Files.writeString(known, "libOpenCL.so.1 /opt/libOpenCL.so.1");
    assertThat(Library.mayBeThere(known, folders)).isTrue();
  }

  private void asked(String classPath, Map<String, String> environment, String sentence)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(
        System.getProperty("java.home") + "/bin/java", "-cp", classPath, WhyNot.class.getName());
    Path errors = folder.resolve("errors");
    builder.environment().putAll(environment);
    Process process = builder.redirectError(errors.toFile()).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes()).lines().toList();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
    assertThat(lines.get(0)).contains(sentence);
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(lines.get(2)).isEqualTo(lines.get(0) + "[]false");
  }

  @Test
  void withoutThatDevice() {
    DeviceForTests.need();
    for (int number : new int[] {-1, 77}) {
      assertThat(OpenCl.whyNot(number).orElseThrow())
          .startsWith("there is no device opencl:" + number + "; there is opencl:0 ");
      assertThat(OpenCl.cpuDevice(number)).isFalse();
      assertThatThrownBy(() -> OpenCl.gpu(number, KernelCache.off()))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("opencl:" + number + " cannot be opened: there is no device");
    }
  }

  @Test
  void withoutCompiler() {
    assertThat(device(CL.CL_DEVICE_TYPE_GPU, "OpenCL 1.2 X", false).whyNot().orElseThrow())
        .contains("has no OpenCL compiler; install");
    assertThat(device(CL.CL_DEVICE_TYPE_GPU, "OpenCL 1.1 X", true).whyNot().orElseThrow())
        .contains("offers OpenCL 1.1", "need OpenCL 1.2; install");
    assertThat(device(CL.CL_DEVICE_TYPE_GPU, "OpenCL 3.0 X", true).whyNot()).isEmpty();
  }

  @Test
  void gpusComeBeforeAcceleratorsAndProcessors() {
    assertThat(device(CL.CL_DEVICE_TYPE_GPU, "", true).rank()).isZero();
    assertThat(device(CL.CL_DEVICE_TYPE_ACCELERATOR, "", true).rank()).isEqualTo(1);
    assertThat(device(CL.CL_DEVICE_TYPE_CPU, "", true).rank()).isEqualTo(2);
  }

  private static Device device(long type, String version, boolean compiler) {
    Gpu.Limits limits =
        new Gpu.Limits("X", 32 << 10, 256, 8, 1 << 30, type == CL.CL_DEVICE_TYPE_CPU);
    return new Device(null, null, "X", "1", "Y", "2", type, version, compiler, 1L << 32, limits);
  }
}
