package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.compute.Descent;
import dev.foresight.compute.DescentSpec;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a planner or a trainer computes.
 *
 * <pre>{@code
 * Device device = Device.parse("cuda:1");
 * Planner.builder(model, actions, config).backend(device.backend()).device(device.number());
 * }</pre>
 *
 * @param backend what it computes with
 * @param number which of the backend's devices, from 0
 */
public record Device(Backend backend, int number) {
  private static final System.Logger LOG = System.getLogger(Device.class.getName());
  private static final Pattern TEXT = Pattern.compile("([^:]*)(?::(\\d{1,4}))?");
  private static final List<Backend> FASTEST_FIRST =
      List.of(Backend.CUDA, Backend.OPENCL, Backend.CPU);

  /** Checks both; whether there is such a device, {@link #whyNot} tells. */
  public Device {
    Objects.requireNonNull(backend, "backend");
    Check.atLeast("device", number, 0);
  }

  /** A backend's best device. */
  public static Device of(Backend backend) {
    return new Device(backend, backend.best());
  }

  /** The device of that name: a backend, or a backend and a number, such as {@code opencl:1}. */
  public static Device parse(String text) {
    Matcher parts = TEXT.matcher(text);
    Check.that(
        parts.matches(),
        "device is \"" + text + "\"; write a backend and a number, such as opencl:0");
    Backend backend = Backend.named(parts.group(1));
    return parts.group(2) == null
        ? of(backend)
        : new Device(backend, Integer.parseInt(parts.group(2)));
  }

  /** The fastest device that can be opened here; see {@link Backend#fastest()}. */
  public static Device fastest() {
    StringBuilder others = new StringBuilder();
    for (Backend backend : FASTEST_FIRST) {
      Device device = of(backend);
      Optional<String> reason = device.whyNot().or(() -> backend.onlyWhenAsked(device.number()));
      if (reason.isEmpty()) {
        LOG.log(
            System.Logger.Level.INFO, "planning on " + device + ": " + device.describe() + others);
        return device;
      }
      others
          .append("; not on ")
          .append(name(backend))
          .append(": ")
          .append(reason.get().split(";")[0]);
    }
    throw new BackendException("no backend can be opened here" + others);
  }

  /** The fastest device that can run a model: what is written in Java needs the CPU. */
  static Device fastest(WorldModel model) {
    return model.dynamics() instanceof Simulator ? of(Backend.CPU) : fastest();
  }

  /** What was chosen: the backend's device of that number, its best without a number, else the fastest. */
  static Device chosen(Backend backend, Integer number, WorldModel model) {
    if (backend == null) {
      return fastest(model);
    }
    return number == null ? of(backend) : new Device(backend, number);
  }

  /** Why this device cannot be opened and what would help; empty if it can. */
  public Optional<String> whyNot() {
    return backend.whyNot(number);
  }

  /** One line about this device, or why it cannot be opened. */
  public String describe() {
    return backend.describe(number);
  }

  /**
   * Where networks are best trained for plans on this device: here, if it is a GPU that trains; else
   * on the CPU.
   */
  public Device forTraining() {
    boolean here = backend.trains() && backend.onlyWhenAsked(number).isEmpty();
    return here ? this : of(Backend.CPU);
  }

  /**
   * Opens training of networks on this device, for trainers; empty if it is the CPU, or one whose
   * networks the CPU trains (ND4J).
   *
   * @throws BackendException if the device cannot be opened, with why and what would help
   */
  public Optional<Descent> descent(DescentSpec spec) {
    return backend.descent(spec, number);
  }

  Engine open(EngineSpec spec, Long bytes) {
    return backend.open(spec, number, bytes);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    boolean plain = number == 0 && (backend == Backend.CPU || backend == Backend.ND4J);
    return plain ? name(backend) : name(backend) + ":" + number;
  }

  private static String name(Backend backend) {
    return backend.name().toLowerCase(Locale.ROOT);
  }
}
