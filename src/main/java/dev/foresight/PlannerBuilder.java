package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.engine.EngineSpec;
import java.util.Objects;
import java.util.Optional;

/** What a planner can be made with besides a model, actions and a configuration. */
public final class PlannerBuilder {
  private final WorldModel model;
  private final ActionSpace actions;
  private final PlannerConfig config;
  private Backend backend;
  private Integer device;
  Long memory;
  private int problems = 1;
  private int firstProblem;
  PlanListener listener;
  private Optional<Precision> precision = Optional.empty();
  boolean disagreement = true;
  private int threads = Runtime.getRuntime().availableProcessors();

  PlannerBuilder(WorldModel model, ActionSpace actions, PlannerConfig config) {
    this.model = Objects.requireNonNull(model, "model");
    this.actions = Objects.requireNonNull(actions, "actions");
    this.config = Objects.requireNonNull(config, "config");
    Check.length("action space", actions.size(), model.dynamics().actionSize(), "the model");
  }

  /** What to compute with; else the {@link Device#fastest()}, for a {@link Simulator} the CPU. */
  public PlannerBuilder backend(Backend backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
    return this;
  }

  /** Which of the backend's devices, from 0; without this, its best. */
  public PlannerBuilder device(int device) {
    this.device = Check.atLeast("device", device, 0);
    return this;
  }

  /**
   * Most bytes for arrays; without this, half of the memory that the JVM or the device may use. Problems
   * whose arrays do not fit are planned in slices, one after the other, with the same plans as ever. A
   * problem takes some {@code 4 N (H A + P)} bytes.
   */
  public PlannerBuilder memory(long bytes) {
    Check.that(bytes > 0, "memory is " + bytes + " bytes; it must be above 0");
    memory = bytes;
    return this;
  }

  /** How exactly a learned model is computed; without this, as {@link Precision} says. */
  public PlannerBuilder precision(Precision precision) {
    this.precision = Optional.of(precision);
    return this;
  }

  /** Problems planned together, B. */
  public PlannerBuilder problems(int problems) {
    this.problems = Check.atLeast("problems", problems, 1);
    return this;
  }

  /** The number of the first problem; numbers key the noise. */
  public PlannerBuilder firstProblem(int firstProblem) {
    this.firstProblem = Check.atLeast("firstProblem", firstProblem, 0);
    return this;
  }

  /** Threads used on the CPU; without this, one per core. */
  public PlannerBuilder threads(int threads) {
    this.threads = Check.atLeast("threads", threads, 1);
    return this;
  }

  /** Who hears of every iteration; without this, nobody, and nothing is computed for it. */
  public PlannerBuilder listener(PlanListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Whether plans tell their {@link Plan#disagreement()}; they do without this. All members walk along each plan
   * to carry out for it, which for small plans is some hundredths of the time.
   */
  public PlannerBuilder disagreement(boolean wanted) {
    disagreement = wanted;
    return this;
  }

  /**
   * Opens the planner.
   *
   * @throws BackendException if backend, device or precision cannot be had, with the remedy
   */
  public Planner build() {
    Check.that(
        device == null || backend != null,
        "device is " + device + " of no backend; choose the backend, too");
    EngineSpec spec = new EngineSpec(
            model, actions, fittingTheModel(), problems, firstProblem, threads)
        .withPrecision(precision);
    return new Planner(spec, Device.chosen(backend, device, model), this);
  }

  /**
   * Where the model has a constraint, the best plan is kept from round to round and carried out, so
   * that a feasible one is not lost, nor averaged with others into one that is not. The mean is one of
   * the plans that it is chosen from.
   */
  private PlannerConfig fittingTheModel() {
    return model.constraint().present()
        ? config
            .withCommit(Commit.BEST)
            .withMeanPlan(true)
            .withKeptElites(Math.max(config.keptElites(), 1f / config.elites()))
        : config;
  }
}
