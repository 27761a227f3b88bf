package dev.foresight.benchmarks;

import dev.foresight.ActionSpace;
import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A published planning problem by its sizes, with random weights: planning time does not depend on
 * what the weights say.
 *
 * <pre>{@code
 * Workload w = Workload.named("pets-halfcheetah");
 * Planner.create(w.model(), w.actions(), w.config());
 * }</pre>
 *
 * @param model the world model
 * @param actions the action space
 * @param config the planner
 * @param problems B, planned together
 */
public record Workload(WorldModel model, ActionSpace actions, PlannerConfig config, int problems) {
  /** In place of a precision's name. */
  static final String ANY = "any";

  /** The preset of that name in {@code benchmarks/presets.json}, which PyTorch's version reads, too. */
  public static Workload named(String name) {
    return Presets.workload(name);
  }

  /** The precision of that name; empty to leave it to the engine. */
  static Optional<Precision> precision(String name) {
    return name.equals(ANY) ? Optional.empty() : Optional.of(Precision.named(name));
  }

  /** This with another planner. */
  Workload with(PlannerConfig other) {
    return new Workload(model, actions, other, problems);
  }

  /** A state to plan from, of one problem: zeros. */
  float[] state() {
    return new float[model.dynamics().stateSize()];
  }

  /** The same of every problem, {@code [B][S]}. */
  float[][] states() {
    return new float[problems][model.dynamics().stateSize()];
  }

  /**
   * Operations on floats in one rollout of the first round: a multiply and an add per weight of every
   * network that is asked, and nothing else; 0 where there are only formulas.
   */
  public double rolloutFlop() {
    return (double) problems * config.plans() * particles() * flopOfFuture();
  }

  /** The same of a whole plan: every round, and the plan that is chosen. */
  public double planFlop() {
    double plans = Arrays.stream(Round.schedule(config)).mapToInt(Round::plans).sum() + 1;
    return problems * plans * particles() * flopOfFuture();
  }

  /** Next states in one rollout of the first round. */
  double rolloutEvals() {
    return (double) problems * config.plans() * particles() * config.horizon();
  }

  private int particles() {
    return new EngineSpec(model, actions, config, 1, 0, 1).particles();
  }

  private double flopOfFuture() {
    long policy = model.policy().map(Workload::weights).orElse(0L);
    long step = dynamics() + weights(model.reward().networks());
    long last = weights(model.value().networks());
    return 2.0 * (config.horizon() * step + last + (last > 0 ? policy : 0));
  }

  /** A particle's step takes one member. */
  private long dynamics() {
    Dynamics dynamics = model.dynamics();
    return dynamics instanceof Ensemble ensemble ? weights(ensemble.members().get(0)) : 0;
  }

  private static long weights(List<Network> networks) {
    return networks.stream().mapToLong(Workload::weights).sum();
  }

  private static long weights(Network network) {
    return network.layers().stream().mapToLong(l -> l.weights().length).sum();
  }
}
