package dev.foresight.engine.kernel;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A noisy ensemble of three states with one hidden layer, and the shape it is rolled out in. */
final class TiledModels {
  static final int PLANS = 37;
  private static final int STATES = 3;

  private TiledModels() {}

  static EngineSpec spec(WorldModel model) {
    PlannerConfig config =
        PlannerConfig.cem().withHorizon(4).withPlans(PLANS, 4).withParticles(3);
    return new EngineSpec(model, ActionSpace.symmetric(1, 1), config, 2, 0, 1);
  }

  /** Equal seeds have equal weights. */
  static WorldModel model(int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Network> members =
        IntStream.range(0, 2).mapToObj(member -> network(width, random)).toList();
    Ensemble ensemble = new Ensemble(
        members,
        1,
        Ensemble.plainFeatures(STATES, 1),
        randoms(random, STATES + 1, 0),
        randoms(random, STATES + 1, 2),
        new boolean[] {true, true, false},
        randoms(random, STATES, -6),
        randoms(random, STATES, -3));
    return WorldModel.of(ensemble).withReward(Expr.next(0).minus(Expr.next(1).squared()));
  }

  private static Network network(int width, SplittableRandom random) {
    int inputs = STATES + 1;
    return new Network(List.of(
        new Network.Layer(
            inputs,
            width,
            randoms(random, inputs * width, 0),
            randoms(random, width, 0),
            Activation.SILU),
        new Network.Layer(
            width,
            2 * STATES,
            randoms(random, width * 2 * STATES, 0),
            randoms(random, 2 * STATES, 0),
            Activation.IDENTITY)));
  }

  /** Up to 0.5 from the centre. */
  static float[] randoms(SplittableRandom random, int length, float centre) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = centre + (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
