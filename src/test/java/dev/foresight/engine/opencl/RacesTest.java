package dev.foresight.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No kernel races or leaves its arrays, says oclgrind; and oclgrind would say so if one did. */
@Tag("tools")
class RacesTest {
  private static final int SECONDS_FOR_PLANS = 120;
  private static final int SECONDS_FOR_A_FAULT = 15;

  @TempDir
  Path folder;

  @BeforeEach
  void thereIsAChecker() {
    boolean there = Oclgrind.find().isPresent();
    boolean required =
        List.of(System.getProperty("foresight.require", "").split(",")).contains("oclgrind");
    assertThat(there || !required)
        .as("oclgrind is required and not installed; run dev/setup")
        .isTrue();
    assumeTrue(there, "no oclgrind; run dev/setup, or install it from its package");
  }

  @Test
  void plansOfEveryKindTouchWhatIsTheirsAndInOrder() throws Exception {
    assertThat(new Oclgrind(folder)
            .findings(SECONDS_FOR_PLANS, "dev.foresight.engine.TinyPlans", "opencl"))
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
