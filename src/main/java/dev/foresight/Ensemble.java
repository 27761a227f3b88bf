package dev.foresight;

import dev.foresight.compute.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A probabilistic ensemble (PETS, Chua et al. 2018): E networks of one shape, each giving the mean
 * and the log-variance of the next state, or the mean alone.
 *
 * <p>For a state and an action: the features are computed and normalised, {@code x = (feature -
 * mean) / std}; a member's first S outputs are the mean m, the next S (if there are so many) the raw
 * log-variance v. The next state's element i is {@code m_i}, plus {@code state(i)} where {@code
 * delta[i]}; its variance is {@code exp} of v bounded softly, {@code v = max - softplus(max - v); v =
 * min + softplus(v - min)}.
 *
 * <pre>{@code
 * Ensemble dynamics = Ensemble.load(Path.of("pendulum.safetensors"));
 * Ensemble.Prediction next = dynamics.predict(state, action);
 * }</pre>
 *
 * @param members E networks of one shape, F inputs, S or 2 S outputs
 * @param actionSize A
 * @param features F formulas over state and action that make the input
 * @param inputMean mean of each feature, length F
 * @param inputStd standard deviation of each feature, length F, above 0
 * @param delta per state element: whether the network predicts the change instead of the value
 * @param minLogVariance lower soft bound, length S; empty for a deterministic ensemble
 * @param maxLogVariance upper soft bound, length S; empty for a deterministic ensemble
 */
public record Ensemble(
    List<Network> members,
    int actionSize,
    List<Expr> features,
    float[] inputMean,
    float[] inputStd,
    boolean[] delta,
    float[] minLogVariance,
    float[] maxLogVariance)
    implements Dynamics {

  /**
   * The moments of the next state under the whole ensemble, as a mixture of its members: {@code mean}
   * of the members' means, {@code aleatoric} the mean of their variances, {@code epistemic} the
   * variance of their means. The total variance is the sum of the two.
   */
  public record Prediction(float[] mean, float[] aleatoric, float[] epistemic) {}

  /** Checks that all parts fit each other. The arrays are not copied, and not to be changed. */
  public Ensemble {
    members = List.copyOf(members);
    features = List.copyOf(features);
    Check.atLeast("ensemble member count", members.size(), 1);
    Check.atLeast("action size", actionSize, 1);
    Check.atLeast("state size", delta.length, 1);
    for (int e = 1; e < members.size(); e++) {
      Check.that(
          members.get(e).sameShape(members.get(0)),
          "ensemble member " + e + " has other layers than member 0; all must be alike");
    }
    int states = delta.length;
    Check.length("features", features.size(), members.get(0).inputs(), "the networks' input");
    Variables.check("features", features, states, actionSize, false);
    Check.length("inputMean", inputMean.length, features.size(), "the networks' input");
    Check.length("inputStd", inputStd.length, features.size(), "the networks' input");
    Check.finite("inputMean", inputMean);
    Check.finite("inputStd", inputStd);
    for (int f = 0; f < inputStd.length; f++) {
      Check.that(
          inputStd[f] > 0,
          "inputStd[" + f + "] is " + inputStd[f] + "; it must be above 0 (use 1 for a constant)");
    }
    boolean gaussian = minLogVariance.length > 0;
    Check.length("maxLogVariance", maxLogVariance.length, minLogVariance.length, "minLogVariance");
    Check.length(
        "ensemble output",
        members.get(0).outputs(),
        gaussian ? 2 * states : states,
        gaussian ? "a Gaussian head (2 S)" : "a deterministic head (S)");
    if (gaussian) {
      Check.length("minLogVariance", minLogVariance.length, states, "the state");
      Check.finite("minLogVariance", minLogVariance);
      Check.finite("maxLogVariance", maxLogVariance);
      for (int i = 0; i < states; i++) {
        Check.that(
            minLogVariance[i] <= maxLogVariance[i],
            "minLogVariance[" + i + "] is " + minLogVariance[i] + ", above maxLogVariance[" + i
                + "] = " + maxLogVariance[i] + "; swap them");
      }
    }
  }

  /**
   * This, but for elements of the state that stay what they are, such as a goal: the networks' outputs for
   * them are set to no change, with next to no variance.
   *
   * @param kept per state element, length S; only elements whose change is predicted can be kept
   */
  public Ensemble keeping(boolean[] kept) {
    return KeptElements.of(this, kept);
  }

  /** The state's S elements and then the action's A elements: features when nothing else is said. */
  public static List<Expr> plainFeatures(int stateSize, int actionSize) {
    List<Expr> features = new ArrayList<>();
    for (int i = 0; i < stateSize; i++) {
      features.add(Expr.state(i));
    }
    for (int i = 0; i < actionSize; i++) {
      features.add(Expr.action(i));
    }
    return features;
  }

  /**
   * Reads an ensemble from a safetensors file (docs/models.md).
   *
   * @throws ModelFormatException if the file is not such an ensemble
   */
  public static Ensemble load(Path file) throws IOException {
    return ModelFile.load(file).dynamics();
  }

  @Override
  public int stateSize() {
    return delta.length;
  }

  /** Whether the networks give a variance. */
  public boolean gaussian() {
    return minLogVariance.length > 0;
  }

  /** True if there is a variance, or more than one member. */
  @Override
  public boolean stochastic() {
    return gaussian() || members.size() > 1;
  }

  /**
   * What one member says comes next, in plain Java: for analysis, not the fast path.
   *
   * @param mean to be filled with the next state's mean, length S
   * @param variance to be filled with its variance (0 for a deterministic ensemble), length S
   */
  public void predict(int member, float[] state, float[] action, float[] mean, float[] variance) {
    Objects.checkIndex(member, members.size());
    Check.length("state", state.length, stateSize(), "the model's state");
    Check.length("action", action.length, actionSize, "the model's action");
    float[] x = new float[features.size()];
    for (int f = 0; f < x.length; f++) {
      x[f] = (features.get(f).evaluate(state, action, state) - inputMean[f]) / inputStd[f];
    }
    float[] y = members.get(member).apply(x);
    int states = stateSize();
    for (int i = 0; i < states; i++) {
      mean[i] = y[i] + (delta[i] ? state[i] : 0);
      if (gaussian()) {
        double v = maxLogVariance[i] - softplus(maxLogVariance[i] - y[states + i]);
        variance[i] = (float) Math.exp(minLogVariance[i] + softplus(v - minLogVariance[i]));
      } else {
        variance[i] = 0;
      }
    }
  }

  /** What the whole ensemble says comes next, in plain Java: for analysis, not the fast path. */
  public Prediction predict(float[] state, float[] action) {
    int states = stateSize();
    int count = members.size();
    float[][] means = new float[count][states];
    float[] mean = new float[states];
    float[] aleatoric = new float[states];
    float[] epistemic = new float[states];
    float[] variance = new float[states];
    for (int e = 0; e < count; e++) {
      predict(e, state, action, means[e], variance);
      for (int i = 0; i < states; i++) {
        mean[i] += means[e][i] / count;
        aleatoric[i] += variance[i] / count;
      }
    }
    for (int e = 0; e < count; e++) {
      for (int i = 0; i < states; i++) {
        epistemic[i] += (means[e][i] - mean[i]) * (means[e][i] - mean[i]) / count;
      }
    }
    return new Prediction(mean, aleatoric, epistemic);
  }

  /** The mean of the members' means. */
  @Override
  public float[] expect(float[] state, float[] action) {
    return predict(state, action).mean();
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
