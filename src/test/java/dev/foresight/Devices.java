package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which backends a test may use: one that is missing skips the test, unless {@code
 * -Dforesight.require=opencl,cuda} (what the whole check is run with) says that it has to be there.
 */
public final class Devices {
  private static final List<String> REQUIRED = List.of(
      System.getProperty("foresight.require", "").toLowerCase(Locale.ROOT).split(","));

  private Devices() {}

  /** Skips or fails the test if a backend cannot be opened here. */
  public static void assume(Backend backend) {
    assume(backend.name().toLowerCase(Locale.ROOT), backend.whyNot());
  }

  /** Skips or fails the test if there is a reason why not. */
  public static void assume(String backend, Optional<String> reason) {
    String message = backend + ": " + reason.orElse("");
    if (REQUIRED.contains(backend)) {
      assertThat(reason).as("%s is required", message).isEmpty();
    }
    assumeTrue(reason.isEmpty(), message);
  }

  /** The backends that can be opened here, the CPU among them. */
  public static List<Backend> available() {
    return List.of(Backend.values()).stream()
        .filter(backend -> backend.whyNot().isEmpty())
        .toList();
  }
}
