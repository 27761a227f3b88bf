package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.engine.Required;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No kernel races or leaves its arrays, says oclgrind; and oclgrind would say so if one did. */
@Tag("tools")
class RacesTest {
  private static final int SECONDS_FOR_PLANS = 400;
  private static final int SECONDS_FOR_A_FAULT = 15;

  @TempDir
  Path folder;

  @BeforeEach
  void thereIsAChecker() {
    Required.orSkip(
        "oclgrind",
        Oclgrind.find().isPresent()
            ? Optional.empty()
            : Optional.of("it is not installed; run dev/setup, or install the package oclgrind"));
  }

  @Test
  void plansOfEveryKindTouchWhatIsTheirsAndInOrder() throws Exception {
    assertThat(new Oclgrind(folder)
            .findings(SECONDS_FOR_PLANS, "dev.foresight.engine.TinyPlans", "opencl"))
        .isEmpty();
  }

  @Test
  void stepsOfTrainingTouchWhatIsTheirsAndInOrder() throws Exception {
    assertThat(new Oclgrind(folder)
            .findings(SECONDS_FOR_PLANS, "dev.foresight.learn.TinyTraining", "opencl"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "race, data race at global memory address",
    "barrier, data race at local memory address",
    "bounds, Invalid write of size 4 at global memory address"
  })
  void aPlantedFaultIsFound(String fault, String finding) throws Exception {
    assertThat(planted(fault)).containsIgnoringCase(finding).contains("planted");
  }

  @Test
  void aKernelWithoutFaultIsPassed() throws Exception {
    assertThat(planted("nothing")).isEmpty();
  }

  private String planted(String fault) throws Exception {
    return new Oclgrind(folder).findings(SECONDS_FOR_A_FAULT, PlantedFault.class.getName(), fault);
  }
}
