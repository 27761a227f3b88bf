package dev.foresight.engine;

import dev.foresight.Dynamics;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All particles of one problem, drawn at each step from one normal distribution. */
record OracleJoint(EngineSpec spec, int problem, int episodeMember, int call) {

  /** What a plan {@code [steps][A]} comes to from a state, for each particle. */
  OracleFuture.Result[] of(double[] start, double[][] plan) {
    WorldModel model = spec.model();
    int particles = spec.particles();
    double[][] states = new double[particles][];
    Arrays.fill(states, start);
    double[] total = new double[particles];
    boolean[] violates = new boolean[particles];
    boolean[] alive = new boolean[particles];
    Arrays.fill(alive, true);
    double discount = 1;
    for (int t = 0; t < spec.config().horizon(); t++) {
      double[][] moments = moments(states, alive, plan[t]);
      for (int p = 0; p < particles; p++) {
        if (alive[p]) {
          double[] next = next(moments, p, t);
          OracleFormula step = new OracleFormula(states[p], plan[t], next);
          total[p] += finite(next) ? discount * step.of(model.reward()) : Double.NaN;
          violates[p] |= !finite(next) || step.of(model.constraint().violated()) != 0;
          alive[p] = step.of(model.termination()) == 0;
          states[p] = next;
        }
      }
      discount *= model.discount();
    }
    for (int p = 0; p < particles; p++) {
      if (alive[p]) {
        double[] last = future(p).last(states[p], plan);
        OracleFormula end = new OracleFormula(states[p], last, states[p]);
        total[p] += discount * end.of(model.value());
      }
    }
    return IntStream.range(0, particles)
        .mapToObj(p -> new OracleFuture.Result(total[p], violates[p]))
        .toArray(OracleFuture.Result[]::new);
  }

  private OracleFuture future(int particle) {
    return new OracleFuture(spec, problem, episodeMember, call, particle);
  }

  private double[] next(double[][] moments, int p, int t) {
    double[] next = new double[spec.stateSize()];
    for (int i = 0; i < next.length; i++) {
      next[i] = moments[0][i] + Math.sqrt(moments[1][i]) * future(p).noise(t, i);
    }
    return next;
  }

  /** Mean and variance of every element over the members' predictions for all that live. */
  private double[][] moments(double[][] states, boolean[] alive, double[] action) {
    Dynamics dynamics = spec.model().dynamics();
    double[] mean = new double[spec.stateSize()];
    double[] variance = new double[mean.length];
    List<double[][]> parts = new ArrayList<>();
    for (int p = 0; p < states.length; p++) {
      if (alive[p]) {
        OracleFormula here = new OracleFormula(states[p], action, states[p]);
        parts.addAll(future(p).predictions(dynamics, here));
      }
    }
    for (int i = 0; i < mean.length; i++) {
      OracleFuture.mixture(parts, i, mean, variance);
    }
    return new double[][] {mean, variance};
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(value -> Float.isFinite((float) value));
  }
}
