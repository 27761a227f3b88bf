package dev.foresight.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;

/** A backend that is not there skips its tests, unless {@code -Dforesight.require} lists it. */
public final class Required {
  private Required() {}

  /** Skips, or fails, the running test if there is a reason why not. */
  public static void orSkip(String backend, Optional<String> whyNot) {
    List<String> required = List.of(System.getProperty("foresight.require", "").split(","));
    if (whyNot.isPresent() && required.contains(backend)) {
      throw new AssertionError(backend + " is required but is not there: " + whyNot.get());
    }
    assumeTrue(whyNot.isEmpty(), () -> backend + ": " + whyNot.orElseThrow());
  }
}
