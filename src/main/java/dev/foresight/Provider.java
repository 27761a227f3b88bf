package dev.foresight;

import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.List;
import java.util.Optional;

/**
 * The way to a backend's engines and to training on it. Any method may throw a {@link LinkageError} where a library that
 * the backend needs is not on the class path.
 */
interface Provider {
  /** Why a device cannot be used and what would help, "reason; remedy"; empty if it can. */
  Optional<String> whyNot(int device);

  /** One line about a device that can be used. */
  String describe(int device);

  /** One line for each device there is, in the order of their numbers. */
  List<String> devices();

  Engine open(EngineSpec spec, int device);

  /** Opens training on a device; empty where networks are trained on the CPU. */
  default Optional<Descent> descent(DescentSpec spec, int device) {
    return Optional.empty();
  }

  /** Whether there is training on these devices. */
  default boolean trains() {
    return false;
  }

  /** Bytes that arrays may take of a device's memory where nobody says how many: half of it. */
  long memory(int device);

  /** The device to use where none was named. */
  default int best() {
    return 0;
  }

  /** Why a device that can be used is left to those who ask for it; empty if it is not. */
  default Optional<String> onlyWhenAsked(int device) {
    return Optional.empty();
  }
}
