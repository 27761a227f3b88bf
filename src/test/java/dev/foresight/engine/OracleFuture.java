package dev.foresight.engine;

import dev.foresight.Dynamics;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Exploration;
import dev.foresight.Network;
import dev.foresight.Propagation;
import dev.foresight.Simulator;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One particle of one problem, which has a member for its episode: what happens to a plan in it. */
record OracleFuture(EngineSpec spec, int problem, int episodeMember, int call, int particle) {

  /** What a plan comes to: its return, and whether it violates the constraint. */
  record Result(double earned, boolean violates) {}

  /** What a plan {@code [steps][A]} comes to from a state. */
  Result of(double[] start, double[][] plan) {
    WorldModel model = spec.model();
    boolean violates = false;
    double[] state = start;
    double total = 0;
    double discount = 1;
    for (int t = 0; t < spec.config().horizon(); t++) {
      double[] next = next(state, plan[t], t);
      for (double value : next) {
        if (!Float.isFinite((float) value)) {
          return new Result(Double.NaN, true);
        }
      }
      OracleFormula step = new OracleFormula(state, given(plan[t]), next);
      total += discount * step.of(model.reward());
      violates |= step.of(model.constraint().violated()) != 0;
      discount *= model.discount();
      if (step.of(model.termination()) != 0) {
        return new Result(total, violates);
      }
      state = next;
    }
    double value = new OracleFormula(state, last(state, plan), state).of(model.value());
    return new Result(total + discount * value, violates);
  }

  /** The action that the terminal value reads; none where it is one of the state alone. */
  double[] last(double[] state, double[][] plan) {
    WorldModel model = spec.model();
    if (!model.valueReadsAction()) {
      return new double[0];
    }
    return model.policy().map(policy -> act(policy, state)).orElse(given(plan[plan.length - 1]));
  }

  /** The model's own of a plan's actions. */
  private double[] given(double[] action) {
    return Arrays.copyOf(action, spec.model().dynamics().actionSize());
  }

  /** What the policy does, within the action space. */
  double[] act(Network policy, double[] state) {
    double[] action = OracleFormula.network(policy, state);
    for (int a = 0; a < action.length; a++) {
      double least = spec.actions().low()[a];
      double most = spec.actions().high()[a];
      action[a] = Math.max(least, Math.min(most, action[a]));
    }
    return action;
  }

  /** What comes next. */
  double[] next(double[] state, double[] action, int step) {
    Dynamics dynamics = spec.model().dynamics();
    OracleFormula here = new OracleFormula(state, action, state);
    if (dynamics instanceof Ensemble ensemble) {
      return next(ensemble, here, step);
    } else if (dynamics instanceof Equations equations) {
      return next(equations, here, step);
    }
    float[] next = new float[state.length];
    ((Simulator) dynamics).step(floats(state), floats(action), next, 1);
    return doubles(next);
  }

  private double[] next(Equations equations, OracleFormula here, int step) {
    double[] next = new double[equations.stateSize()];
    for (int i = 0; i < next.length; i++) {
      next[i] = here.of(equations.next().get(i));
      if (!equations.std().isEmpty() && propagation() != Propagation.E) {
        next[i] += here.of(equations.std().get(i)) * noise(step, i);
      }
    }
    return next;
  }

  private double[] next(Ensemble ensemble, OracleFormula here, int step) {
    int members = ensemble.members().size();
    double[] mean = new double[ensemble.stateSize()];
    double[] variance = new double[mean.length];
    if (spec.config().exploration() instanceof Exploration.Hallucinated control) {
      return hoped(ensemble, control.beta(), here, step);
    }
    boolean together = propagation() == Propagation.E || propagation() == Propagation.DS;
    if (together && !posterior()) {
      for (int i = 0; i < mean.length; i++) {
        mixture(predictions(ensemble, here), i, mean, variance);
      }
    } else {
      int member = posterior()
          ? episodeMember % members
          : random().member(spec, problem, call, particle, step, members);
      double[][] own = predict(ensemble, member, here);
      mean = own[0];
      variance = own[1];
    }
    double[] next = new double[mean.length];
    for (int i = 0; i < next.length; i++) {
      double std = propagation() == Propagation.E ? 0 : Math.sqrt(variance[i]);
      next[i] = mean[i] + std * noise(step, i);
    }
    return next;
  }

  /** What the plan chooses of what the members think possible. */
  private double[] hoped(Ensemble ensemble, double beta, OracleFormula here, int step) {
    double[][] means = means(ensemble, here.state(), here.action());
    double[] next = means[0];
    int members = ensemble.members().size();
    for (int i = 0; i < next.length; i++) {
      double eta = here.action()[ensemble.actionSize() + i];
      next[i] += beta * Math.sqrt(means[1][i]) * eta;
      if (propagation() == Propagation.DS) {
        double variance = 0;
        for (int e = 0; e < members; e++) {
          variance += predict(ensemble, e, here)[1][i] / members;
        }
        next[i] += Math.sqrt(variance) * noise(step, i);
      }
    }
    return next;
  }

  /** The moments of element {@code i} of a mixture whose parts have a mean and a variance each. */
  static void mixture(List<double[][]> parts, int i, double[] mean, double[] variance) {
    for (double[][] part : parts) {
      mean[i] += part[0][i] / parts.size();
    }
    for (double[][] part : parts) {
      variance[i] += (part[1][i] + Math.pow(part[0][i] - mean[i], 2)) / parts.size();
    }
  }

  /** Mean and variance of what all members predict as their mean, element by element. */
  static double[][] means(Ensemble ensemble, double[] state, double[] action) {
    int members = ensemble.members().size();
    List<double[][]> parts = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      OracleFormula here = new OracleFormula(state, action, state);
      parts.add(new double[][] {predict(ensemble, e, here)[0], new double[state.length]});
    }
    double[][] moments = new double[2][state.length];
    for (int i = 0; i < state.length; i++) {
      mixture(parts, i, moments[0], moments[1]);
    }
    return moments;
  }

  /** What each member says, or the episode's alone where there is one; equations are one. */
  List<double[][]> predictions(Dynamics dynamics, OracleFormula here) {
    List<double[][]> all = new ArrayList<>();
    if (dynamics instanceof Ensemble ensemble) {
      int members = ensemble.members().size();
      for (int e = 0; e < members; e++) {
        if (!posterior() || e == episodeMember % members) {
          all.add(predict(ensemble, e, here));
        }
      }
      return all;
    }
    Equations equations = (Equations) dynamics;
    double[] mean = equations.next().stream().mapToDouble(here::of).toArray();
    double[] variance =
        equations.std().stream().mapToDouble(std -> Math.pow(here.of(std), 2)).toArray();
    all.add(new double[][] {mean, variance});
    return all;
  }

  /** Mean and variance of the next state, element by element, as one member predicts them. */
  private static double[][] predict(Ensemble ensemble, int member, OracleFormula here) {
    double[] input = new double[ensemble.features().size()];
    for (int f = 0; f < input.length; f++) {
      double feature = here.of(ensemble.features().get(f));
      input[f] = (feature - ensemble.inputMean()[f]) / ensemble.inputStd()[f];
    }
    double[] output = OracleFormula.network(ensemble.members().get(member), input);
    int states = ensemble.stateSize();
    double[] mean = new double[states];
    double[] variance = new double[states];
    for (int i = 0; i < states; i++) {
      mean[i] = output[i] + (ensemble.delta()[i] ? here.state()[i] : 0);
      if (ensemble.gaussian()) {
        double high = ensemble.maxLogVariance()[i];
        double low = ensemble.minLogVariance()[i];
        double bounded = high - softplus(high - output[states + i]);
        variance[i] = Math.exp(low + softplus(bounded - low));
      }
    }
    return new double[][] {mean, variance};
  }

  private boolean posterior() {
    return spec.config().exploration() instanceof Exploration.PosteriorSampling;
  }

  private Propagation propagation() {
    return spec.config().propagation();
  }

  double noise(int step, int i) {
    int element = (particle * spec.config().horizon() + step) * spec.stateSize() + i;
    return random().normal(problem, call, Randomness.NEXT_STATES, element);
  }

  private OracleNoise random() {
    return new OracleNoise(spec.config().seed());
  }

  private static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
