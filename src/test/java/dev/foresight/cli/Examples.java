package dev.foresight.cli;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Network;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small models and episodes to test with. */
final class Examples {
  private Examples() {}

  /** An untrained ensemble of three members that fits the environment. */
  static Ensemble ensemble(Environment env) {
    Random random = new Random(1);
    int inputs = env.features().size();
    int states = env.stateSize();
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < 3; e++) {
      members.add(new Network(List.of(
          layer(random, inputs, 8, Activation.SILU),
          layer(random, 8, 2 * states, Activation.IDENTITY))));
    }
    float[] mean = new float[inputs];
    float[] std = new float[inputs];
    Arrays.fill(std, 1);
    boolean[] delta = new boolean[states];
    Arrays.fill(delta, true);
    float[] least = new float[states];
    Arrays.fill(least, -12);
    float[] most = new float[states];
    Arrays.fill(most, -6);
    int actions = env.task().actions().size();
    return new Ensemble(members, actions, env.features(), mean, std, delta, least, most);
  }

  private static Network.Layer layer(Random random, int inputs, int outputs, Activation kind) {
    float[] weights = new float[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.1 * random.nextGaussian());
    }
    return new Network.Layer(inputs, outputs, weights, new float[outputs], kind);
  }

  /** Steps of the environment under changing actions. */
  static Episode episode(Environment env, int steps) {
    Episode episode = new Episode(2, ensemble(env));
    float[] state = env.reset(1);
    for (int t = 0; t < steps; t++) {
      float[] action = {(float) Math.sin(t / 6.0)};
      Step step = env.step(action);
      episode.transitions().add(new Episode.Transition(state, action, step.observation()));
      state = step.observation();
    }
    return episode;
  }
}
