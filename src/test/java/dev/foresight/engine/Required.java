package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is not there skips its tests, unless {@code -Dforesight.require=opencl,cuda} (what the whole
 * check is run with) says that it has to be there.
 */
public final class Required {
  private static final List<String> NAMES = List.of(
      System.getProperty("foresight.require", "").toLowerCase(Locale.ROOT).split(","));

  private Required() {}

  /** Skips, or fails, the running test if there is a reason why not. */
  public static void orSkip(String name, Optional<String> whyNot) {
    String message = name + ": " + whyNot.orElse("");
    if (NAMES.contains(name)) {
      assertThat(whyNot).as("%s is required", message).isEmpty();
    }
    assumeTrue(whyNot.isEmpty(), message);
  }
}
