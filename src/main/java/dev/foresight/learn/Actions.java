package dev.foresight.learn;

import dev.foresight.ActionSpace;
import java.util.SplittableRandom;

/** Everything random in one episode. */
final class Actions {
  private final float[] low;
  private final float[] high;
  private final float range;
  private final float noise;
  private final SplittableRandom random;
  private final long start;

  Actions(ActionSpace space, PetsConfig config, int trial) {
    low = space.low();
    high = space.high();
    range = config.randomRange();
    noise = config.actionNoise();
    random = Seeds.stream(config.seed(), trial).split();
    start = random.nextLong();
  }

  /** The seed of the first state. */
  long start() {
    return start;
  }

  /** Uniformly random, in the configuration's share of the space. */
  float[] random() {
    float[] action = high.clone();
    for (int i = 0; i < action.length; i++) {
      float width = (action[i] - low[i]) * range;
      float least = low[i] + (action[i] - low[i] - width) / 2;
      action[i] = least + width * (float) random.nextDouble();
    }
    return action;
  }

  /** The action with the configuration's noise, within the action space. */
  float[] noisy(float[] action) {
    for (int i = 0; i < action.length && noise > 0; i++) {
      float std = noise * (high[i] - low[i]) / 2;
      float moved = action[i] + std * (float) random.nextGaussian();
      action[i] = Math.min(high[i], Math.max(low[i], moved));
    }
    return action;
  }

  /** Draws what a step has drawn that was carried out before. */
  void skip(boolean planned) {
    if (planned) {
      noisy(high.clone());
    } else {
      random();
    }
  }
}
