package dev.foresight.engine;

import dev.foresight.ActionSpace;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import java.util.SplittableRandom;

/** Small helpers of the contract's parts. */
final class Contract {
  private Contract() {}

  /** A plain configuration of a few plans, to be changed by each test. */
  static PlannerConfig config(int horizon, int plans, int elites) {
    return PlannerConfig.cem().withHorizon(horizon).withPlans(plans, elites).withParticles(1);
  }

  /** A spec whose model does not matter. */
  static EngineSpec spec(PlannerConfig config, int problems, int actions) {
    WorldModel model = WorldModel.of(Equations.of(actions, Expr.state(0)));
    return spec(model, config, problems);
  }

  /** A spec with a box of its own for each action: [-1, 2], [-2, 4], [-3, 6]. */
  static EngineSpec spec(WorldModel model, PlannerConfig config, int problems) {
    int actions = model.dynamics().actionSize();
    float[] low = new float[actions];
    float[] high = new float[actions];
    for (int a = 0; a < actions; a++) {
      low[a] = -1 - a;
      high[a] = 2 + 2 * a;
    }
    return new EngineSpec(model, new ActionSpace(low, high), config, problems, 3, 2);
  }

  /** A spec of a model that is nothing but futures: P particles of one noisy state. */
  static EngineSpec futures(PlannerConfig config, int problems) {
    Equations noisy = Equations.of(1, Expr.state(0)).withNoise(Expr.constant(1));
    return spec(WorldModel.of(noisy), config, problems);
  }

  static Round round(int plans) {
    return new Round(0, plans, 0, false);
  }

  static float[] randoms(SplittableRandom random, int length, double centre, double width) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (centre + width * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  static float[] read(Engine engine, EngineSpec spec, ArrayName name, int plans) {
    float[] values = new float[spec.length(name, plans)];
    engine.read(name, plans, values);
    return values;
  }
}
