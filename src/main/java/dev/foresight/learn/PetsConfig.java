package dev.foresight.learn;

import dev.foresight.PlannerConfig;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;

/**
 * How a task is learned from nothing.
 *
 * @param planner for every step after the random trials; its seed is set by the loop
 * @param trainer of the ensemble; its seed is set by the loop
 * @param trials most episodes, the random ones among them
 * @param randomTrials episodes of uniformly random actions at the start, at least 1
 * @param solvedReturn return that ends the run; infinity never does
 * @param seed of everything random in the run
 */
public record PetsConfig(
    PlannerConfig planner,
    TrainerConfig trainer,
    int trials,
    int randomTrials,
    float solvedReturn,
    long seed) {

  /** Checks every field. */
  public PetsConfig {
    Objects.requireNonNull(planner, "planner");
    Objects.requireNonNull(trainer, "trainer");
    Check.atLeast("randomTrials", randomTrials, 1);
    Check.that(
        trials >= randomTrials,
        "trials is " + trials + ", below randomTrials = " + randomTrials + "; raise it");
    Check.that(!Float.isNaN(solvedReturn), "solvedReturn is NaN; use infinity to never stop");
  }

  /** PETS with the sizes of its paper (Chua et al. 2018): one random trial, then up to 49. */
  public static PetsConfig pets() {
    return new PetsConfig(
        PlannerConfig.cem(), TrainerConfig.pets(), 50, 1, Float.POSITIVE_INFINITY, 0);
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
    return new PetsConfig(planner, trainer, 10, 1, solvedReturn, 0);
  }

  /** This with another planner. */
  public PetsConfig withPlanner(PlannerConfig planner) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }

  /** This with another trainer. */
  public PetsConfig withTrainer(TrainerConfig trainer) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }

  /** This with another number of trials. */
  public PetsConfig withTrials(int trials) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }

  /** This with another number of random trials. */
  public PetsConfig withRandomTrials(int randomTrials) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }

  /** This with another return that ends the run. */
  public PetsConfig withSolvedReturn(float solvedReturn) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }

  /** This with another seed. */
  public PetsConfig withSeed(long seed) {
    return new PetsConfig(planner, trainer, trials, randomTrials, solvedReturn, seed);
  }
}
