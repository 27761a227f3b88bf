package dev.foresight.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.ActionSpace;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The workloads of {@code presets.json}. Sizes are those of handful-of-trials ({@code pets-}), mbrl-lib
 * ({@code mbrl-}; it trains 7 members and plans through the best 5), TD-MPC2, iCEM and MPPI-Generic.
 *
 * <p>{@code tdmpc2-5m} is what the engine can express of TD-MPC2's model of 5 million weights: its widths and
 * numbers of networks, with SiLU in the place of layer norm and Mish, a plain layer in the place of SimNorm,
 * rewards and values of one number in the place of 101 bins, the mean of all five Q in the place of
 * two of them, and a policy that gives its mean alone. {@code icem} is published with a simulator as its
 * model; here it plans through the drive of {@code mppi-diffdrive}, whose map is a soft obstacle.
 * {@code mppi-cartpole-4096} is so many problems of the cart-pole that swings up, through its equations.
 */
final class Presets {
  private static final JsonNode ALL = read();

  private Presets() {}

  private static JsonNode read() {
    try (InputStream in = Presets.class.getResourceAsStream("presets.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    ALL.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Workload workload(String name) {
    JsonNode preset = ALL.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "no workload is named " + name + "; there are " + String.join(", ", names()));
    }
    WorldModel model = model(preset);
    ActionSpace actions = ActionSpace.symmetric(model.dynamics().actionSize(), 1);
    return new Workload(model, actions, planner(preset), preset.path("problems").asInt(1));
  }

  private static WorldModel model(JsonNode preset) {
    int states = preset.path("states").asInt();
    int actions = preset.path("actions").asInt();
    int depth = preset.path("depth").asInt();
    int width = preset.path("width").asInt();
    String kind = preset.path("model").asText();
    return switch (kind) {
      case "ensemble" -> {
        int inputs = preset.path("inputs").asInt();
        int members = preset.path("members").asInt();
        yield RandomModels.ensemble(states, actions, inputs, depth, width, members);
      }
      case "latent" ->
        RandomModels.latent(states, actions, depth, width, preset.path("values").asInt());
      case "drive" -> RandomModels.drive();
      case "cartpole" -> {
        Environment env = Environments.named("cartpole");
        yield env.task().model(env.dynamics());
      }
      default -> throw new IllegalArgumentException("no model is of the kind \"" + kind + "\"");
    };
  }

  /** The published planner with the sizes of the preset; what it does not say stays as published. */
  private static PlannerConfig planner(JsonNode preset) {
    String name = preset.path("planner").asText();
    PlannerConfig base =
        switch (name) {
          case "cem" -> PlannerConfig.cem();
          case "icem" -> PlannerConfig.icem();
          case "mppi" -> PlannerConfig.mppi();
          case "tdmpc2" -> PlannerConfig.tdmpc2();
          default -> throw new IllegalArgumentException("no planner is named \"" + name + "\"");
        };
    int plans = preset.path("plans").asInt();
    PlannerConfig sized = base.withPlans(plans, preset.path("elites").asInt(plans))
        .withIterations(preset.path("iterations").asInt())
        .withHorizon(preset.path("horizon").asInt())
        .withParticles(preset.path("particles").asInt(base.particles()));
    return sized
        .withMomentum((float) preset.path("momentum").asDouble(sized.momentum()))
        .withTemperature((float) preset.path("temperature").asDouble(sized.temperature()))
        .withInitialStd((float) preset.path("initialStd").asDouble(sized.initialStd()));
  }
}
