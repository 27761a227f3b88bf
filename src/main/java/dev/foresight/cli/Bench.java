package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Device;
import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import dev.foresight.engine.Round;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Measures how fast plans are made through a world model. */
record Bench(String name, WorldModel model, ActionSpace actions) {
  /** What was measured; an eval is one next state of one particle. */
  record Speed(String model, Preset preset, double plansPerSecond, double evals) {
    double evalsPerSecond() {
      return evals * plansPerSecond;
    }
  }

  private static final int SMALL = 64;
  private static final int MEMBERS = 5;
  private static final int WIDTH = 200;
  private static final int HIDDEN = 4;
  private static final int STATES = 18;
  private static final int ACTIONS = 6;

  /** A cart-pole, by its own equations. */
  static Bench equations() {
    Environment env = Environments.named("cartpole");
    WorldModel model = env.task().model(env.dynamics());
    return new Bench("cartpole equations", model, env.task().actions());
  }

  /** An ensemble of the size that PETS learns for the half-cheetah (Chua et al. 2018), untrained. */
  static Bench ensemble() {
    Random random = new Random(1);
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < MEMBERS; e++) {
      List<Network.Layer> layers = new ArrayList<>();
      for (int l = 0; l < HIDDEN; l++) {
        layers.add(layer(random, l == 0 ? STATES + ACTIONS : WIDTH, WIDTH, Activation.SILU));
      }
      layers.add(layer(random, WIDTH, 2 * STATES, Activation.IDENTITY));
      members.add(new Network(layers));
    }
    List<Expr> features = Ensemble.plainFeatures(STATES, ACTIONS);
    boolean[] delta = new boolean[STATES];
    Arrays.fill(delta, true);
    Ensemble ensemble = new Ensemble(
        members,
        ACTIONS,
        features,
        new float[features.size()],
        filled(features.size(), 1),
        delta,
        filled(STATES, -10),
        filled(STATES, -5));
    Expr reward = Expr.state(0).minus(Expr.action(0).squared().times(0.1f));
    WorldModel model = WorldModel.of(ensemble).withReward(reward);
    return new Bench("5 networks of 4 x 200", model, ActionSpace.symmetric(ACTIONS, 1));
  }

  private static Network.Layer layer(Random random, int inputs, int outputs, Activation kind) {
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.5 * random.nextGaussian() / Math.sqrt(inputs));
    }
    return new Network.Layer(inputs, outputs, weights, new float[outputs], kind);
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  /** Plans for about so long in a smaller size, so that the compiler is done before measuring. */
  void warmUp(Device device, double seconds) {
    try (Planner planner = open(PlannerConfig.cem().withPlans(SMALL), device)) {
      repeat(planner, seconds);
    }
  }

  /** Plans for about so long, at least once; the preset's propagation where the other does not fit. */
  Speed measure(Preset preset, Propagation propagation, Device device, double seconds) {
    PlannerConfig config = preset.config();
    if (propagation.fits(model.dynamics())) {
      config = config.withPropagation(propagation);
    }
    try (Planner planner = open(config, device)) {
      long start = System.nanoTime();
      int plans = repeat(planner, seconds);
      double perSecond = plans * 1e9 / (System.nanoTime() - start);
      return new Speed(name, preset, perSecond, evals(config, model.dynamics()));
    }
  }

  private Planner open(PlannerConfig config, Device device) {
    return Planner.builder(model, actions, config)
        .backend(device.backend())
        .device(device.number())
        .build();
  }

  private int repeat(Planner planner, double seconds) {
    float[] state = new float[model.dynamics().stateSize()];
    long start = System.nanoTime();
    int plans = 0;
    do {
      planner.plan(state);
      plans++;
    } while (System.nanoTime() - start < seconds * 1e9);
    return plans;
  }

  /** Next states of one planning call. */
  static double evals(PlannerConfig config, Dynamics dynamics) {
    double plans = Arrays.stream(Round.schedule(config)).mapToInt(Round::plans).sum() + 1;
    boolean one = !dynamics.stochastic() || config.propagation() == Propagation.E;
    return plans * config.horizon() * (one ? 1 : config.particles());
  }
}
