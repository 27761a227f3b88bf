package dev.foresight.engine.cpu;

import dev.foresight.Activation;
import dev.foresight.Bounds;
import dev.foresight.Network;
import dev.foresight.Noise;
import dev.foresight.compute.Dense;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.Normals;
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
  private final Dense correlation;
  private final NormalRows knotRows;
  private final float[] steps;
  private final float[] last = new float[BLOCK];

  Sampler(EngineSpec spec, Kernels kernels, Normals normals) {
    this.spec = spec;
    this.kernels = kernels;
    low = spec.actions().low();
    high = spec.actions().high();
    rate = spec.actions().rate();
    truncated = spec.config().bounds() == Bounds.TRUNCATED;
    Noise noise = spec.config().noise();
    correlation = noise instanceof Noise.White ? null : kernels.pack(layer(noise, spec.steps()));
    int padded = correlation == null ? 0 : Dense.padded(spec.steps());
    steps = new float[padded * low.length * BLOCK];
    knotRows = new NormalRows(spec, normals, noise.knots(spec.steps()) * low.length);
  }

  /** The matrix that mixes knots, as a layer of a network. */
  private static Network.Layer layer(Noise noise, int steps) {
    int knots = noise.knots(steps);
    float[] weights = new float[steps * knots];
    float[][] matrix = noise.matrix(steps);
    for (int t = 0; t < steps; t++) {
      System.arraycopy(matrix[t], 0, weights, t * knots, knots);
    }
    return new Network.Layer(knots, steps, weights, new float[steps], Activation.IDENTITY);
  }

  void run(EngineArrays arrays, int call, Round round, int problem, int first) {
    knotRows.draw(call, round.iteration(), arrays.number(problem), first);
    float[] noise = noise();
    int numbers = arrays.steps * arrays.actions;
    for (int i = 0; i < numbers; i++) {
      int a = i % arrays.actions;
      int at = problem * numbers + i;
      float mean = arrays.mean[at];
      float spread = spread(mean, arrays.std[at], a);
      int to = at * arrays.width + first;
      kernels.place(mean, spread, low[a], high[a], noise, i * BLOCK, arrays.plans, to, BLOCK);
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
    Arrays.fill(last, arrays.previous[problem * low.length + a]);
    for (int t = 0; t < arrays.steps; t++) {
      int at = arrays.planRow(problem, t, a) + first;
      for (int n = 0; n < BLOCK; n++) {
        float least = last[n] - rate[a];
        float most = last[n] + rate[a];
        float x = arrays.plans[at + n];
        last[n] = x < least ? least : x > most ? most : x;
        arrays.plans[at + n] = last[n];
      }
    }
  }

  /** Standard noise of the block's plans, {@code [steps][A][BLOCK]}. */
  private float[] noise() {
    float[] noise = knotRows.rows();
    if (correlation != null) {
      kernels.dense(correlation, noise, steps, low.length * BLOCK);
      noise = steps;
    }
    if (truncated) {
      kernels.truncate(noise, spec.steps() * low.length * BLOCK);
    }
    return noise;
  }

  private float spread(float mean, float std, int a) {
    float room = Math.min(mean - low[a], high[a] - mean) / 2;
    return truncated ? Math.min(std, Math.max(room, 0)) : std;
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
