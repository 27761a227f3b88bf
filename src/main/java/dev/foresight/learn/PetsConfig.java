package dev.foresight.learn;

import dev.foresight.PlannerConfig;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a task is learned from nothing.
 *
 * @param planner for every step after the random trials; its seed is set by the loop
 * @param trainer of the ensemble; its seed is set by the loop
 * @param trials most episodes, the random ones among them
 * @param randomTrials episodes of uniformly random actions at the start, at least 1
 * @param randomRange share of the action space, about its middle, that random actions are drawn from, in (0, 1]
 * @param actionNoise standard deviation of the Gaussian noise on the actions of planned trials, as a share of
 *     half the action space's width, in [0, 1]; what is carried out stays within the space
 * @param solvedReturn return that ends the run; infinity never does
 * @param terminal value that is learned beside the dynamics and ends every plan, if any
 * @param seed of everything random in the run
 */
public record PetsConfig(
    PlannerConfig planner,
    TrainerConfig trainer,
    int trials,
    int randomTrials,
    float randomRange,
    float actionNoise,
    float solvedReturn,
    Optional<Terminal> terminal,
    long seed) {

  /**
   * A terminal value to be learned.
   *
   * @param readsAction whether it is one of a state and an action, Q, or of a state alone, V
   * @param value how; the seed of its trainer is set by the loop
   */
  public record Terminal(boolean readsAction, ValueConfig value) {
    public Terminal {
      Objects.requireNonNull(value, "value");
    }
  }

  /** Checks every field. */
  public PetsConfig {
    Objects.requireNonNull(planner, "planner");
    Objects.requireNonNull(trainer, "trainer");
    Objects.requireNonNull(terminal, "terminal");
    Check.atLeast("randomTrials", randomTrials, 1);
    Check.that(
        trials >= randomTrials,
        "trials is " + trials + ", below randomTrials = " + randomTrials + "; raise it");
    Check.that(
        randomRange > 0 && randomRange <= 1,
        "randomRange is " + randomRange + "; it must be above 0 and at most 1");
    Check.within("actionNoise", actionNoise, 0, 1);
    Check.that(!Float.isNaN(solvedReturn), "solvedReturn is NaN; use infinity to never stop");
  }

  /** PETS with the sizes of its paper (Chua et al. 2018): one random trial, then up to 49. */
  public static PetsConfig pets() {
    return new PetsConfig(
        PlannerConfig.cem(),
        TrainerConfig.pets(),
        50,
        1,
        1,
        0,
        Float.POSITIVE_INFINITY,
        Optional.empty(),
        0);
  }

  /**
   * Much smaller than PETS, for a run of a minute on two cores: up to 10 trials of cart-pole and the
   * like.
   *
   * @param solvedReturn return that ends the run
   */
  public static PetsConfig demo(float solvedReturn) {
    PlannerConfig planner =
        PlannerConfig.cem().withHorizon(20).withPlans(100, 10).withIterations(4).withParticles(5);
    TrainerConfig trainer = TrainerConfig.pets()
        .withHidden(List.of(64, 64, 64))
        .withLearningRate(1e-2f)
        .withWeightDecay(1e-5f)
        .withEpochs(60)
        .withPatience(30);
    return new PetsConfig(planner, trainer, 10, 1, 1, 0, solvedReturn, Optional.empty(), 0);
  }

  /** This with another planner. */
  public PetsConfig withPlanner(PlannerConfig planner) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /** This with another trainer. */
  public PetsConfig withTrainer(TrainerConfig trainer) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /** This with another number of trials. */
  public PetsConfig withTrials(int trials) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /** This with another number of random trials. */
  public PetsConfig withRandomTrials(int randomTrials) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /**
   * This with random actions from another share of the action space: where the full range throws the system about, so
   * that what it does under the small actions of a good plan is not in the data.
   */
  public PetsConfig withRandomRange(float randomRange) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /**
   * This with noise on the actions of planned trials, so that the data says what other actions than
   * the planner's lead to, which a learned Q is asked (as TD3 explores, Fujimoto et al. 2018, section 6.1). Returns of
   * trials are those with the noise.
   */
  public PetsConfig withActionNoise(float actionNoise) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /** This with another return that ends the run. */
  public PetsConfig withSolvedReturn(float solvedReturn) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }

  /**
   * This with Q learned beside the dynamics, as what the last state of a plan and one more action are
   * worth: a short horizon then looks further (Lowrey et al. 2019; Sikchi et al. 2021). Plans are
   * discounted as the value is.
   */
  public PetsConfig withTerminalQ(ValueConfig value) {
    return withTerminal(new Terminal(true, value));
  }

  /** As {@link #withTerminalQ}, with V: what the last state of a plan is worth. */
  public PetsConfig withTerminalV(ValueConfig value) {
    return withTerminal(new Terminal(false, value));
  }

  private PetsConfig withTerminal(Terminal value) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        Optional.of(value),
        seed);
  }

  /** This with another seed. */
  public PetsConfig withSeed(long seed) {
    return new PetsConfig(
        planner,
        trainer,
        trials,
        randomTrials,
        randomRange,
        actionNoise,
        solvedReturn,
        terminal,
        seed);
  }
}
