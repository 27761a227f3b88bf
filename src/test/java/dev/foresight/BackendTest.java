package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
  private static final ActionSpace UNIT = ActionSpace.symmetric(1, 1);
  private static final PlannerConfig TINY =
      PlannerConfig.cem().withPlans(8, 2).withHorizon(2).withIterations(1);
  private static final WorldModel CART =
      WorldModel.of(Equations.of(1, Expr.state(0).plus(Expr.action(0))));

  @Test
  void theCpuIsAlwaysThere() {
    assertThat(Backend.CPU.whyNot()).isEmpty();
    assertThat(Backend.CPU.devices()).hasSize(1);
    assertThat(Backend.CPU.describe()).contains("core");
  }

  @Test
  void theFastestIsNeitherMissingNorAProcessorThatLooksLikeAGpuNorNd4j() {
    Device fastest = Device.fastest();
    assertThat(fastest.whyNot()).isEmpty();
    assertThat(fastest.backend()).isEqualTo(Backend.fastest()).isNotEqualTo(Backend.ND4J);
    assertThat(fastest.backend().onlyWhenAsked(fastest.number())).isEmpty();
    boolean cuda = Backend.CUDA.whyNot().isEmpty();
    assertThat(fastest.backend() == Backend.CUDA).isEqualTo(cuda);
  }

  @Test
  void oneNoticeNamesTheChoiceAndWhyNotTheOthers() {
    List<String> notices = notices(Device::fastest);
    assertThat(notices).hasSize(1);
    Device fastest = Device.fastest();
    assertThat(notices.get(0)).startsWith("planning on " + fastest + ": " + fastest.describe());
    for (Backend other : List.of(Backend.CUDA, Backend.OPENCL)) {
      if (fastest.backend() == Backend.CPU) {
        assertThat(notices.get(0))
            .contains("; not on " + other.name().toLowerCase(Locale.ROOT) + ": ");
      }
    }
  }

  private static List<String> notices(Runnable action) {
    List<String> notices = new ArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord record) {
        notices.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger logger = Logger.getLogger(Device.class.getName());
    logger.addHandler(handler);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
    }
    return notices;
  }

  @Test
  void whatIsWrittenInJavaIsPlannedOnTheCpu() {
    Simulator still = new Simulator() {
      @Override
      public int stateSize() {
        return 1;
      }

      @Override
      public int actionSize() {
        return 1;
      }

      @Override
      public void step(float[] states, float[] actions, float[] next, int rows) {}
    };
    assertThat(Device.fastest(WorldModel.of(still))).isEqualTo(new Device(Backend.CPU, 0));
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void aForcedBackendOpensOrSaysWhyNotAndWhatWouldHelp(Backend backend) {
    PlannerBuilder builder = Planner.builder(CART, UNIT, TINY).backend(backend);
    if (backend.whyNot().isEmpty()) {
      try (Planner planner = builder.build()) {
        assertThat(planner.plan(new float[1]).outcome()).isEqualTo(Plan.Outcome.COMPLETE);
      }
      return;
    }
    assertThat(backend.whyNot().get()).contains(";");
    assertThat(backend.describe()).isEqualTo(backend.whyNot().get());
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(builder::build)
        .withMessageContaining(backend.name().toLowerCase(Locale.ROOT))
        .withMessageContaining(backend.whyNot().get());
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void aDeviceThatIsNotThereIsNotOpened(Backend backend) {
    Device device = new Device(backend, 999);
    assertThat(device.whyNot()).isPresent();
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(
            () -> Planner.builder(CART, UNIT, TINY).backend(backend).device(999).build())
        .withMessageContaining(device.toString())
        .withMessageContaining(";");
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void everyDeviceOfAUsableBackendHasALine(Backend backend) {
    if (backend.whyNot().isEmpty()) {
      assertThat(backend.devices()).isNotEmpty().allSatisfy(line -> assertThat(line)
          .isNotBlank());
      assertThat(backend.best()).isBetween(0, backend.devices().size() - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"cuda:1, CUDA, 1", "OpenCL:0, OPENCL, 0", "cpu, CPU, 0", "nd4j, ND4J, 0"})
  void devicesHaveNames(String text, Backend backend, int number) {
    Device device = Device.parse(text);
    assertThat(device).isEqualTo(new Device(backend, number));
    assertThat(Device.parse(device.toString())).isEqualTo(device);
    assertThat(device.toString()).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @Test
  void aBackendsNameIsItsBestDevice() {
    assertThat(Device.parse("opencl")).isEqualTo(Device.of(Backend.OPENCL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"opencl:x", "opencl:", "opencl:-1", "opencl:1.5", "opencl:99999999999", "a:b:0"})
  void whatIsNoNumberOfADeviceIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("opencl:0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quantum", "quantum:0", ":0", " cpu"})
  void anUnknownBackendIsRefusedWithTheNamesThereAre(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.parse(text))
        .withMessageContaining("\"" + text.replace(":0", "") + "\"")
        .withMessageContaining("cpu, opencl, cuda, nd4j");
  }

  @Test
  void aNumberIsNotNegativeAndNeedsABackend() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Device(Backend.CUDA, -1));
    PlannerBuilder builder = Planner.builder(CART, UNIT, TINY);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.device(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.device(1).build())
        .withMessageContaining("backend");
  }
}
