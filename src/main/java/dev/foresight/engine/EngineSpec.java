package dev.foresight.engine;

import dev.foresight.ActionSpace;
import dev.foresight.BackendException;
import dev.foresight.Ensemble;
import dev.foresight.Exploration;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import dev.foresight.WorldModel;
import dev.foresight.compute.Check;
import java.util.Optional;

/**
 * What an engine is opened for.
 *
 * @param model the world model
 * @param actions the allowed actions of plans, A; under hallucinated control given as the model's alone,
 *     or with the S more within [-1, 1] that plans then have and that are here in any case
 * @param config the planner
 * @param problems problems planned together, B
 * @param firstProblem number of the first problem, which keys its noise: problem b of this engine
 *     has the noise of problem {@code firstProblem + b}
 * @param threads most threads used by an engine on the CPU
 * @param steps of a plan: H; one more where the terminal value reads an action and no policy knows it
 * @param precision of products, which an engine has or refuses; empty to leave it to the engine
 */
public record EngineSpec(
    WorldModel model,
    ActionSpace actions,
    PlannerConfig config,
    int problems,
    int firstProblem,
    int threads,
    int steps,
    Optional<Precision> precision) {

  /** Plans of as many steps as the model needs, in the precision that the engine chooses. */
  public EngineSpec(
      WorldModel model,
      ActionSpace actions,
      PlannerConfig config,
      int problems,
      int firstProblem,
      int threads) {
    this(
        model,
        actions,
        config,
        problems,
        firstProblem,
        threads,
        stepsOf(model, config),
        Optional.empty());
  }

  /** This in a precision, which an engine has or refuses; empty to leave it to the engine. */
  public EngineSpec withPrecision(Optional<Precision> wanted) {
    return new EngineSpec(model, actions, config, problems, firstProblem, threads, steps, wanted);
  }

  /** Refuses a configuration that does not fit the model. */
  public EngineSpec {
    config.propagation().check(model.dynamics());
    if (config.exploration() instanceof Exploration.Hallucinated) {
      requireMixture(model, config);
      actions = Hallucination.extended(actions, model.dynamics());
    }
    Check.that(
        steps == stepsOf(model, config),
        "steps is " + steps + "; plans for this model have " + stepsOf(model, config));
    if (config.risk() instanceof Risk.MeanStd risk && risk.uncertainty() == Uncertainty.EPISTEMIC) {
      requireMembers(model, config);
    }
  }

  private static void requireMixture(WorldModel model, PlannerConfig config) {
    Propagation propagation = config.propagation();
    Check.that(
        members(model) > 1,
        "exploration hallucinated needs an ensemble of more than one member; use greedy or posterior"
            + " sampling");
    Check.that(
        propagation == Propagation.E || propagation == Propagation.DS,
        "exploration hallucinated needs propagation E or DS, not " + propagation);
  }

  private static void requireMembers(WorldModel model, PlannerConfig config) {
    int members = members(model);
    String risk = "risk mean + kappa epistemic std ";
    Check.that(
        members > 1,
        risk + "needs an ensemble of more than one member; use Risk.meanStd(kappa) for the total"
            + " std");
    Check.that(
        !(config.exploration() instanceof Exploration.PosteriorSampling),
        risk + "needs futures of all members; under posterior sampling a problem has one, use"
            + " Risk.meanStd(kappa) for the total std");
    Check.that(
        config.propagation() == Propagation.TS_INFINITY,
        risk + "needs futures that keep their member; use propagation TS_INFINITY, not "
            + config.propagation());
    Check.that(
        config.particles() >= members,
        risk + "needs a future of each of the " + members + " members; particles is "
            + config.particles() + ", use at least " + members);
  }

  private static int stepsOf(WorldModel model, PlannerConfig config) {
    boolean another = model.policy().isEmpty() && model.valueReadsAction();
    return config.horizon() + (another ? 1 : 0);
  }

  /**
   * Refuses a precision other than the one that an engine has.
   *
   * @param engine as a message would say it
   * @throws BackendException naming the precision and the remedy
   */
  public void requirePrecision(Precision had, String engine) {
    precision.filter(wanted -> wanted != had).ifPresent(wanted -> {
      throw new BackendException(
          "precision " + wanted + " cannot be had: " + engine + " computes in "
              + had + " only; use precision " + had + " or none, or the backend cuda on a GPU of"
              + " compute capability 8.0 or later");
    });
  }

  /** S. */
  public int stateSize() {
    return model.dynamics().stateSize();
  }

  /** A of plans; under hallucinated control S more than the model's. */
  public int actionSize() {
    return actions.size();
  }

  /** P: one where all futures are the same, by deterministic dynamics or by {@link Propagation#E}. */
  public int particles() {
    return stochastic() && config.propagation() != Propagation.E ? config.particles() : 1;
  }

  /** Whether futures can differ: not through deterministic dynamics, nor through one member that is. */
  public boolean stochastic() {
    return posterior() || hallucinated() ? noisyMembers() : model.dynamics().stochastic();
  }

  /** Whether a member's own prediction has a deviation. */
  private boolean noisyMembers() {
    return model.dynamics() instanceof Ensemble ensemble
        ? ensemble.gaussian()
        : model.dynamics().stochastic();
  }

  /** Whether the model's policy puts plans forward. */
  public boolean proposes() {
    return config.proposals() > 0 && model.policy().isPresent();
  }

  /** This along the one future that is the mean: propagation {@link Propagation#E}, and nothing hoped for. */
  public EngineSpec alongMean() {
    PlannerConfig mean = config.withPropagation(Propagation.E).withRisk(Risk.mean());
    PlannerConfig plain = hallucinated() ? mean.withExploration(Exploration.greedy()) : mean;
    return new EngineSpec(model, actions, plain, problems, firstProblem, threads)
        .withPrecision(precision);
  }

  /** E; equations and simulators are one member. */
  public int members() {
    return members(model);
  }

  private static int members(WorldModel model) {
    return model.dynamics() instanceof Ensemble ensemble ? ensemble.members().size() : 1;
  }

  /** Whether each problem keeps one of several members over a whole episode. */
  public boolean posterior() {
    return members() > 1 && config.exploration() instanceof Exploration.PosteriorSampling;
  }

  /** Whether plans choose among what the members think possible. */
  public boolean hallucinated() {
    return config.exploration() instanceof Exploration.Hallucinated;
  }

  /** How many of the members' deviations are thought possible; 0 but for hallucinated control. */
  public float beta() {
    return config.exploration() instanceof Exploration.Hallucinated control ? control.beta() : 0;
  }

  /** Whether every step of a future takes all members together, and there are several. */
  public boolean mixture() {
    Propagation propagation = config.propagation();
    boolean together = propagation == Propagation.E || propagation == Propagation.DS;
    return members() > 1 && together && !posterior();
  }

  /** Whether every step of a plan takes all futures together; those of a plan can differ. */
  public boolean joint() {
    return config.propagation() == Propagation.MM && stochastic();
  }

  /** How many futures of a plan are rolled out apart: P, or one where all are taken together. */
  public int apart() {
    return joint() ? 1 : particles();
  }

  /** Whether normal noise is added to next states. */
  public boolean noisy() {
    boolean drawn = mixture() && !hallucinated() || joint() || noisyMembers();
    return config.propagation() != Propagation.E && drawn;
  }

  /**
   * How many members carry futures that never leave them: futures p and p + that number share one. 1
   * where all futures share one model or mix members.
   */
  public int carriers() {
    boolean keep = config.propagation() == Propagation.TS_INFINITY;
    return keep && !posterior() ? Math.min(members(), particles()) : 1;
  }

  /**
   * This with another model, for which every array has the same size.
   *
   * @throws IllegalArgumentException naming the size that is not the same
   */
  public EngineSpec withModel(WorldModel next) {
    EngineSpec other = new EngineSpec(next, actions, config, problems, firstProblem, threads)
        .withPrecision(precision);
    same("state elements", next.dynamics().stateSize(), stateSize());
    same("actions", next.dynamics().actionSize(), model.dynamics().actionSize());
    same("particles", other.particles(), particles());
    same("steps in a plan", other.steps, steps);
    same("constraints", constraints(next), constraints(model));
    return other;
  }

  private static int constraints(WorldModel model) {
    return model.constraint().present() ? 1 : 0;
  }

  private static void same(String what, int count, int before) {
    Check.that(
        count == before,
        "the new model has " + count + " " + what + ", the old one " + before
            + "; open another planner for it");
  }

  /** This for another number of problems. */
  public EngineSpec withProblems(int count) {
    return new EngineSpec(model, actions, config, count, firstProblem, threads, steps, precision);
  }

  /** Memory for the arrays of one problem: floats of four bytes, those of plans for the widest round. */
  public long bytesOfProblem() {
    return ArraySizes.bytesOfProblem(this);
  }

  /** The number of floats in an array when a round has so many plans. */
  public int length(ArrayName name, int plans) {
    return ArraySizes.length(this, name, plans);
  }
}
