package dev.foresight.engine.cpu;

import dev.foresight.Bounds;
import dev.foresight.Noise;
import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.Arrays;

/** One worker's sampling of a block of {@code Kernels.ROWS} plans of one problem. */
final class Sampler {
  private static final int BLOCK = Kernels.ROWS;

  private final EngineSpec spec;
  private final Kernels kernels;
  private final float[] low;
  private final float[] high;
  private final float[] rate;
  private final boolean truncated;
  private final float[][] correlation;
  private final boolean white;
  private final int knots;
  private final NormalRows knotRows;
  private final float[] noise = new float[BLOCK];

  Sampler(EngineSpec spec, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    low = spec.actions().low();
    high = spec.actions().high();
    rate = spec.actions().rate();
    truncated = spec.config().bounds() == Bounds.TRUNCATED;
    white = spec.config().noise() instanceof Noise.White;
    correlation = white ? new float[0][] : spec.config().noise().matrix(spec.steps());
    knots = spec.config().noise().knots(spec.steps());
    knotRows = new NormalRows(spec, kernels, knots * low.length);
  }

  void run(EngineArrays arrays, int call, Round round, int problem, int first) {
    knotRows.draw(call, round.iteration(), problem, first);
    for (int t = 0; t < arrays.steps; t++) {
      for (int a = 0; a < arrays.actions; a++) {
        correlate(t, a);
        int at = (problem * arrays.steps + t) * arrays.actions + a;
        int to = arrays.planRow(problem, t, a) + first;
        place(arrays.mean[at], arrays.std[at], a, arrays.plans, to);
      }
    }
    int replaced = round.kept() + 1 + spec.config().proposals();
    for (int n = first; n < Math.min(Math.min(first + BLOCK, replaced), round.plans()); n++) {
      replace(arrays, round, problem, n);
    }
    for (int a = 0; a < rate.length; a++) {
      limit(arrays, problem, first, a);
    }
  }

  /** Keeps an action of a block of plans within its rate, step by step. */
  private void limit(EngineArrays arrays, int problem, int first, int a) {
    Arrays.fill(noise, arrays.previous[problem * low.length + a]);
    for (int t = 0; t < arrays.steps; t++) {
      int at = arrays.planRow(problem, t, a) + first;
      for (int n = 0; n < BLOCK; n++) {
        float least = noise[n] - rate[a];
        float most = noise[n] + rate[a];
        float x = arrays.plans[at + n];
        noise[n] = x < least ? least : x > most ? most : x;
        arrays.plans[at + n] = noise[n];
      }
    }
  }

  private void correlate(int t, int a) {
    if (white) {
      System.arraycopy(knotRows.row(t * low.length + a), 0, noise, 0, BLOCK);
    } else {
      Arrays.fill(noise, 0);
      for (int k = 0; k < knots; k++) {
        addScaled(correlation[t][k], knotRows.row(k * low.length + a), noise);
      }
    }
    if (truncated) {
      kernels.truncate(noise, BLOCK);
    }
  }

  private static void addScaled(float scale, float[] row, float[] to) {
    for (int n = 0; n < to.length; n++) {
      to[n] += scale * row[n];
    }
  }

  private void place(float mean, float std, int a, float[] plans, int to) {
    float room = Math.min(mean - low[a], high[a] - mean) / 2;
    float spread = truncated ? Math.min(std, Math.max(room, 0)) : std;
    for (int n = 0; n < BLOCK; n++) {
      plans[to + n] = Math.max(low[a], Math.min(high[a], mean + spread * noise[n]));
    }
  }

  /** Puts what is not a fresh sample in its place, if plan n is such a one. */
  private void replace(EngineArrays arrays, Round round, int problem, int n) {
    int proposal = n - round.proposalsFrom();
    if (n < round.kept()) {
      boolean there = copy(arrays, arrays.elites, problem * arrays.remembered + n, problem, n);
      if (!there && n == 0) {
        copy(arrays, arrays.mean, problem, problem, n);
      }
    } else if (proposal < 0) {
      copy(arrays, arrays.mean, problem, problem, n);
    } else if (proposal < spec.config().proposals()) {
      int from = problem * spec.config().proposals() + proposal;
      copy(arrays, arrays.proposals, from, problem, n);
    }
  }

  /** Makes a sequence plan n; whether there is one. */
  private boolean copy(EngineArrays arrays, float[] sequences, int from, int problem, int n) {
    int numbers = arrays.steps * arrays.actions;
    if (Float.isNaN(sequences[from * numbers])) {
      return false;
    }
    for (int i = 0; i < numbers; i++) {
      int a = i % low.length;
      int to = (problem * numbers + i) * arrays.width + n;
      arrays.plans[to] = Math.max(low[a], Math.min(high[a], sequences[from * numbers + i]));
    }
    return true;
  }
}
