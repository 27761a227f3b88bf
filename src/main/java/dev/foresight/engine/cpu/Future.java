package dev.foresight.engine.cpu;

import dev.foresight.Propagation;
import dev.foresight.compute.Normals;
import dev.foresight.compute.Philox;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Randomness;

/** What chance holds for one particle of one problem: the same for all plans ({@link Randomness}). */
final class Future {
  private final EngineSpec spec;
  private final Normals normals;
  private final int horizon;
  private final int states;
  private final int members;
  private final float[] even;
  private final float[] odd;
  private final int[] words = new int[4];
  private int call;
  private int problem;
  private int particle;
  private int offset;
  private int own;

  Future(EngineSpec spec, Normals normals) {
    this.spec = spec;
    this.normals = normals;
    horizon = spec.config().horizon();
    states = spec.stateSize();
    members = spec.members();
    int pairs = spec.noisy() ? Padding.toRows(horizon * states / 2 + 3) : 0;
    even = new float[pairs];
    odd = new float[pairs];
  }

  /**
   * Takes over another future.
   *
   * @param problem its number
   * @param own the member that the problem has for its episode
   */
  void begin(int call, int problem, int particle, int own) {
    this.own = own;
    this.call = call;
    this.problem = problem;
    this.particle = particle;
    if (even.length > 0) {
      drawNoise();
    }
    if (spec.config().propagation() == Propagation.TS_INFINITY) {
      draw(0, Randomness.MEMBERS);
      offset = scaled(words[0]);
    }
  }

  private void drawNoise() {
    long first = (long) particle * horizon * states;
    int block = (int) (first >> 2);
    long seed = spec.config().seed();
    normals.draw(block, call, Randomness.NEXT_STATES, seed, problem, even, odd, even.length);
  }

  /** The member that carries the particle through step {@code t}. */
  int member(int t) {
    if (spec.posterior()) {
      return own % members;
    }
    if (spec.config().propagation() == Propagation.TS_INFINITY) {
      return (particle + offset) % members;
    }
    long element = (long) particle * horizon + t;
    draw((int) (element >> 2), Randomness.MEMBERS);
    return scaled(words[(int) (element & 3)]);
  }

  /** Standard normal noise for state element {@code i} at step {@code t}. */
  float noise(int t, int i) {
    long first = (long) particle * horizon * states;
    int at = (int) (first & 3) + t * states + i;
    return (at & 1) == 0 ? even[at >> 1] : odd[at >> 1];
  }

  private int scaled(int word) {
    return (int) ((word & 0xFFFFFFFFL) * members >>> 32);
  }

  private void draw(int block, int stream) {
    long seed = spec.config().seed();
    Philox.block(block, call, stream, (int) (seed >>> 32), (int) seed, problem, words);
  }
}
