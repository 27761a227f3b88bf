package dev.foresight;

import dev.foresight.engine.Required;
import java.util.List;
import java.util.Locale;

/** Which backends a test may use. */
public final class Devices {
  private Devices() {}

  /** Skips the test if a backend cannot be opened here, or fails it where that is required. */
  public static void assume(Backend backend) {
    Required.orSkip(backend.name().toLowerCase(Locale.ROOT), backend.whyNot());
  }

  /** The backends that can be opened here, the CPU among them. */
  public static List<Backend> available() {
    return List.of(Backend.values()).stream()
        .filter(backend -> backend.whyNot().isEmpty())
        .toList();
  }
}
