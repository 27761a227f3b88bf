package dev.foresight.learn;

import dev.foresight.Reduction;
import dev.foresight.compute.Check;
import java.util.List;
import java.util.Objects;

/**
 * How a value is learned from transitions.
 *
 * @param trainer of the networks, as many as it has members; its epochs are those of one iteration
 * @param discount per step, above 0 and at most 1; it is to be the planner's, too
 * @param steps rewards that are summed before the networks of the last iteration are asked, at least
 *     1; more of them need fewer iterations (Sutton and Barto 2018, chapter 7)
 * @param iterations fits of a call, each to targets by the networks of the one before
 * @param targets the one value of the members that targets are made with
 * @param reduction the one value of the members that a planner sees
 */
public record ValueConfig(
    TrainerConfig trainer,
    float discount,
    int steps,
    int iterations,
    Reduction targets,
    Reduction reduction) {

  /** Checks every field. */
  public ValueConfig {
    Objects.requireNonNull(trainer, "trainer");
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(reduction, "reduction");
    Check.that(
        discount > 0 && discount <= 1,
        "discount is " + discount + "; it must be above 0 and at most 1");
    Check.atLeast("steps", steps, 1);
    Check.atLeast("iterations", iterations, 1);
  }

  /**
   * Two networks of 64 x 64 SiLU units, of which the mean counts: a discount of 0.99, sums of 10
   * rewards, and 20 iterations of 3 epochs.
   */
  public static ValueConfig small() {
    TrainerConfig trainer = TrainerConfig.pets()
        .withMembers(2)
        .withHidden(List.of(64, 64))
        .withEpochs(3)
        .withPatience(3)
        .withLearningRate(3e-3f);
    return new ValueConfig(trainer, 0.99f, 10, 20, Reduction.mean(), Reduction.mean());
  }

  /** This with another trainer. */
  public ValueConfig withTrainer(TrainerConfig trainer) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }

  /** This with another discount. */
  public ValueConfig withDiscount(float discount) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }

  /** This with another number of rewards summed. */
  public ValueConfig withSteps(int steps) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }

  /** This with another number of iterations. */
  public ValueConfig withIterations(int iterations) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }

  /** This with another value of the members for targets. */
  public ValueConfig withTargets(Reduction targets) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }

  /** This with another value of the members for planners. */
  public ValueConfig withReduction(Reduction reduction) {
    return new ValueConfig(trainer, discount, steps, iterations, targets, reduction);
  }
}
