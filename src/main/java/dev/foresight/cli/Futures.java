package dev.foresight.cli;

import dev.foresight.Ensemble;
import java.util.List;
import java.util.Random;

/** What the model expects of an action sequence: futures of one member each (TS-infinity). */
final class Futures {
  private Futures() {}

  /**
   * Futures from a transition on, along the actions that were taken.
   *
   * @param from index of the first transition
   * @param steps at most so many
   * @return {@code [count][steps + 1][S]}, the first state included; shorter near the episode's end
   */
  static float[][][] of(Episode episode, int from, int steps, int count, long seed) {
    List<Episode.Transition> all = episode.transitions();
    List<Episode.Transition> path = all.subList(from, Math.min(all.size(), from + steps));
    Ensemble ensemble = episode.ensemble();
    Random random = new Random(seed);
    float[][][] futures = new float[count][path.size() + 1][];
    float[] variance = new float[ensemble.stateSize()];
    for (int p = 0; p < count; p++) {
      int member = p % ensemble.members().size();
      futures[p][0] = path.get(0).state();
      for (int t = 0; t < path.size(); t++) {
        float[] next = new float[ensemble.stateSize()];
        ensemble.predict(member, futures[p][t], path.get(t).action(), next, variance);
        for (int i = 0; i < next.length; i++) {
          next[i] += (float) (Math.sqrt(variance[i]) * random.nextGaussian());
        }
        futures[p][t + 1] = next;
      }
    }
    return futures;
  }
}
