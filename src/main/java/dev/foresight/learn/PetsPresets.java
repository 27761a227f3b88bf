package dev.foresight.learn;

import dev.foresight.PlannerConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loop with the settings that PETS was published with, by environment (Chua et al. 2018;
 * handful-of-trials, {@code dmbrl/config}; the inverted pendulum: POPLIN, Wang and Ba 2020). CEM with TS-infinity
 * over 20 particles and 5 networks, 5 rounds, 5 epochs a trial in batches of 32, one random trial.
 *
 * <pre>{@code
 * PetsConfig config = PetsPresets.named("pets-halfcheetah").withSeed(1).withTrials(50);
 * }</pre>
 *
 * <p>What is not as published: one weight decay for all layers, the middle one; Adam begins anew in every trial; all plans of a
 * step face the same futures.
 */
public final class PetsPresets {
  private static final Map<String, PetsConfig> ALL = new LinkedHashMap<>();

  static {
    ALL.put("pets-cartpole", preset(400, 25, 3, 500, 1e-3f, 2.5e-4f, 50));
    ALL.put("pets-inverted-pendulum", preset(500, 30, 4, 200, 1e-3f, 7.5e-5f, 300));
    ALL.put("pets-reacher", preset(400, 25, 4, 200, 7.5e-4f, 5e-4f, 100));
    ALL.put("pets-pusher", preset(500, 25, 3, 200, 1e-3f, 5e-4f, 100));
    ALL.put("pets-halfcheetah", preset(500, 30, 4, 200, 1e-3f, 7.5e-5f, 300));
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
