package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foresight.Backend;
import dev.foresight.Devices;
import dev.foresight.KeptContext;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.opencl.OpenCl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which rollouts are compiled when an engine is opened, and which of them it keeps. */
@ExtendWith(KeptContext.class)
@Tag("device")
class TilingTimerTest {
  private static final EngineSpec SPEC = TiledModels.spec(TiledModels.model(40, 1));
  private static final Predicate<String> NONE = text -> false;

  @TempDir
  private Path folder;

  private List<String> texts;

  @BeforeEach
  void thereIsADevice() {
    Devices.assume(Backend.OPENCL);
    Gpu.Limits limits;
    try (Gpu gpu = OpenCl.gpu(0)) {
      limits = LikeGpu.limits(gpu.limits());
    }
    texts = new ArrayList<>();
    for (Tiling tiling : Tilings.candidates(SPEC, limits).subList(0, TilingTimer.TIMED)) {
      Geometry geometry = Geometry.of(SPEC, limits, tiling);
      String model = RolloutModel.of(SPEC, tiling).text();
      texts.add(KernelText.of(Operation.ROLLOUT, SPEC, new Arena(SPEC), geometry, model));
    }
    assertThat(texts).doesNotHaveDuplicates();
  }

  /** The rollouts that opening compiles, the engine's own the last. */
  private List<String> compiled(
      KernelCache cache, Predicate<String> refused, Predicate<String> slow) {
    return compiled(cache, refused, slow, Long.MAX_VALUE);
  }

  private List<String> compiled(
      KernelCache cache, Predicate<String> refused, Predicate<String> slow, long limit) {
    LikeGpu gpu = new LikeGpu(OpenCl.gpu(0, "-cl-opt-disable"), refused, slow);
    try (KernelEngine engine = new KernelEngine(SPEC, gpu)) {
      engine.compile(cache, limit);
      assertThat(engine.brokenGuards()).isEmpty();
    }
    return gpu.rollouts;
  }

  private Predicate<String> allBut(int one) {
    return text -> !text.equals(texts.get(one));
  }

  @Test
  void theFastestOfTheFirstFewIsChosenAndFoundAgainOnDisk() {
    KernelCache cache = KernelCache.in(folder);
    List<String> all = new ArrayList<>(texts);
    all.add(texts.get(2));
    assertThat(compiled(cache, NONE, allBut(2))).isEqualTo(all);
    assertThat(compiled(cache, NONE, allBut(1))).containsExactly(texts.get(2));
  }

  @Test
  void whatWasNotTimedInTimeIsTimedAtTheNextOpening() {
    KernelCache cache = KernelCache.in(folder);
    for (int each = 0; each < TilingTimer.TIMED; each++) {
      assertThat(compiled(cache, NONE, allBut(3), 0)).hasSize(2).startsWith(texts.get(each));
    }
    assertThat(compiled(cache, NONE, allBut(0), 0)).containsExactly(texts.get(3));
  }

  @Test
  void damagedAndNonsensicalEntriesAreTimedAgain() throws IOException, NoSuchAlgorithmException {
    KernelCache cache = KernelCache.in(folder);
    compiled(cache, NONE, allBut(2));
    byte[][] contents = {new byte[0], new byte[8], new byte[9], {-1, 0, 0, 0, 0, 0, 0, 1}};
    List<Path> files = files();
    assertThat(files).hasSize(contents.length);
    for (int i = 0; i < contents.length; i++) {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(contents[i]);
      int length = sum.length + contents[i].length;
      Files.write(
          files.get(i), ByteBuffer.allocate(length).put(sum).put(contents[i]).array());
    }
    assertThat(compiled(cache, NONE, allBut(1))).hasSize(5).endsWith(texts.get(1));
    for (Path file : files) {
      Files.write(file, new byte[] {1, 2, 3});
    }
    assertThat(compiled(cache, NONE, allBut(3))).hasSize(5).endsWith(texts.get(3));
  }

  @Test
  void withoutACacheNothingIsTimed() {
    assertThat(compiled(KernelCache.off(), NONE, allBut(2))).containsExactly(texts.get(0));
  }

  @Test
  void aTilingThatTheDeviceRefusesIsNotChosen() {
    assertThat(compiled(KernelCache.in(folder), texts.get(0)::equals, allBut(0)))
        .contains(texts.get(0))
        .last()
        .isIn(texts.subList(1, 4));
  }

  @Test
  void aProcessorIsNotTimed() throws IOException {
    Gpu gpu = OpenCl.gpu(0, "-cl-opt-disable");
    assumeTrue(gpu.limits().cpu(), "device 0 is a GPU");
    try (KernelEngine engine = new KernelEngine(SPEC, gpu)) {
      engine.compile(KernelCache.in(folder));
    }
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
