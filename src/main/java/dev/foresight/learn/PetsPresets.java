package dev.foresight.learn;

import dev.foresight.Commit;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loop with settings for each of PETS's environments.
 *
 * <pre>{@code
 * PetsConfig config = PetsPresets.named("fast-halfcheetah").withSeed(1).withTrials(20);
 * }</pre>
 *
 * <p>{@code pets-}: as PETS was published (Chua et al. 2018; handful-of-trials, {@code dmbrl/config}; the inverted pendulum:
 * POPLIN, Wang and Ba 2020). CEM with TS-infinity over 20 particles and 5 networks, 5 rounds, 5 epochs a trial in
 * batches of 32, one random trial. What is not as published: one weight decay for all layers, the middle
 * one; Adam begins anew in every trial; all plans of a step face the same futures.
 *
 * <p>{@code fast-}: the same networks, horizons and number of trials, for more return from fewer steps and a fiftieth of
 * the planning or less. iCEM (Pinneri et al. 2020) over 5 particles; 50 epochs a trial at a falling rate, by
 * the likelihood that leaves no dimension behind (Seitzer et al. 2022); plans and random actions as small as
 * the task wants them.
 */
public final class PetsPresets {
  private static final Map<String, PetsConfig> ALL = new LinkedHashMap<>();

  static {
    ALL.put("pets-cartpole", preset(400, 25, 3, 500, 1e-3f, 2.5e-4f, 50));
    ALL.put("pets-inverted-pendulum", preset(500, 30, 4, 200, 1e-3f, 7.5e-5f, 300));
    ALL.put("pets-reacher", preset(400, 25, 4, 200, 7.5e-4f, 5e-4f, 100));
    ALL.put("pets-pusher", preset(500, 25, 3, 200, 1e-3f, 5e-4f, 100));
    ALL.put("pets-halfcheetah", preset(500, 30, 4, 200, 1e-3f, 7.5e-5f, 300));
    ALL.put("fast-cartpole", fast("pets-cartpole", 0.5f, Commit.BEST, 1));
    ALL.put("fast-inverted-pendulum", fast("pets-inverted-pendulum", 0.2f, Commit.MEAN, 1));
    ALL.put("fast-reacher", fast("pets-reacher", 0.2f, Commit.MEAN, 0.1f));
    ALL.put("fast-pusher", fast("pets-pusher", 0.1f, Commit.MEAN, 0.2f));
    PetsConfig cheetah = fast("pets-halfcheetah", 0.25f, Commit.BEST, 1);
    PlannerConfig thorough =
        cheetah.planner().withPlans(64, 6).withIterations(5).withNoise(Noise.white());
    ALL.put("fast-halfcheetah", cheetah.withPlanner(thorough));
  }

  private PetsPresets() {}

  private static PetsConfig preset(
      int plans, int horizon, int depth, int width, float rate, float decay, int trials) {
    PlannerConfig planner = PlannerConfig.cem().withPlans(plans, plans / 10).withHorizon(horizon);
    TrainerConfig trainer = TrainerConfig.pets()
        .withHidden(Collections.nCopies(depth, width))
        .withLearningRate(rate)
        .withLastRate(1)
        .withWeightDecay(decay)
        .withHoldOut(0);
    return PetsConfig.pets().withPlanner(planner).withTrainer(trainer).withTrials(trials);
  }

  private static PetsConfig fast(String pets, float std, Commit commit, float randomRange) {
    PetsConfig base = ALL.get(pets);
    PlannerConfig planner = PlannerConfig.icem()
        .withHorizon(base.planner().horizon())
        .withParticles(5)
        .withInitialStd(std)
        .withCommit(commit);
    TrainerConfig trainer = base.trainer().withEpochs(50).withLastRate(0.05f).withNllBeta(0.5f);
    return base.withPlanner(planner).withTrainer(trainer).withRandomRange(randomRange);
  }

  /** The names that {@link #named} knows. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * A preset.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static PetsConfig named(String name) {
    PetsConfig preset = ALL.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "there is no preset '" + name + "'; there are " + String.join(", ", names()));
    }
    return preset;
  }
}
