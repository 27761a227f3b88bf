package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Network.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  private static final float[] STATE = {5, -1};
  private static final float[] ACTION = {2};

  private List<Network> members = List.of(outputs(1, 10, -2, 0), outputs(3, 10, 2, 0));
  private List<Expr> features = Ensemble.plainFeatures(2, 1);
  private int actionSize = 1;
  private float[] inputMean = {0, 0, 0};
  private float[] inputStd = {1, 1, 1};
  private boolean[] delta = {true, false};
  private float[] low = {-20, -20};
  private float[] high = {20, 20};

  /** A network that gives the same outputs for every input. */
  private static Network outputs(float... outputs) {
    Layer layer =
        new Layer(3, outputs.length, new float[3 * outputs.length], outputs, Activation.IDENTITY);
    return new Network(List.of(layer));
  }

  private Ensemble ensemble() {
    return new Ensemble(members, actionSize, features, inputMean, inputStd, delta, low, high);
  }

  /**
   * Members predict N(6, e^-2) and N(8, e^2). Averaging log-variances would give an aleatoric variance of
   * 1.
   */
  @Test
  void theMixtureHasTheMeanOfVariancesAndTheVarianceOfMeans() {
    Ensemble.Prediction next = ensemble().predict(STATE, ACTION);
    double aleatoric = (Math.exp(-2) + Math.exp(2)) / 2;
    assertThat((double) next.mean()[0]).isCloseTo(7, within(1e-5));
    assertThat((double) next.aleatoric()[0]).isCloseTo(aleatoric, within(1e-5));
    assertThat((double) next.epistemic()[0]).isCloseTo(1, within(1e-5));
  }

  @Test
  void theTotalVarianceIsThatOfDrawsFromTheMixture() {
    Ensemble ensemble = ensemble();
    Random random = new Random(5);
    float[] mean = new float[2];
    float[] variance = new float[2];
    double sum = 0;
    double squares = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      ensemble.predict(random.nextInt(2), STATE, ACTION, mean, variance);
      double next = mean[0] + Math.sqrt(variance[0]) * random.nextGaussian();
      sum += next / draws;
      squares += next * next / draws;
    }
    Ensemble.Prediction next = ensemble.predict(STATE, ACTION);
    double total = next.aleatoric()[0] + next.epistemic()[0];
    assertThat(squares - sum * sum).isCloseTo(total, within(0.05 * total));
  }

  @Test
  void deltaAddsTheStateWhereItIsSet() {
    Ensemble.Prediction next = ensemble().predict(STATE, ACTION);
    assertThat(next.mean()[0]).isEqualTo(5 + 2);
    assertThat(next.mean()[1]).isEqualTo(10);
  }

  @Test
  void logVariancesAreBoundedSoftly() {
    low = new float[] {-3, -3};
    high = new float[] {1, 1};
    members = List.of(outputs(0, 0, 1000, -1000));
    Ensemble.Prediction far = ensemble().predict(STATE, ACTION);
    assertThat(Math.log(far.aleatoric()[0])).isCloseTo(-3 + Math.log1p(Math.exp(4)), within(1e-5));
    assertThat(Math.log(far.aleatoric()[1])).isCloseTo(-3, within(1e-5));
    members = List.of(outputs(0, 0, 1, -1));
    Ensemble.Prediction near = ensemble().predict(STATE, ACTION);
    double v = 1 - Math.log(2);
    assertThat(Math.log(near.aleatoric()[0]))
        .isCloseTo(-3 + Math.log1p(Math.exp(v + 3)), within(1e-5));
    v = 1 - Math.log1p(Math.exp(2));
    assertThat(Math.log(near.aleatoric()[1]))
        .isCloseTo(-3 + Math.log1p(Math.exp(v + 3)), within(1e-5));
  }

  @Test
  void featuresAreComputedThenNormalised() {
    features =
        List.of(Expr.sin(Expr.state(1)), Expr.state(0).times(Expr.action(0)), Expr.action(0));
    inputMean = new float[] {0.5f, 4, 1};
    inputStd = new float[] {2, 3, 4};
    float[] pick = new float[12];
    pick[0] = 1; // the first output is the first input
    pick[3 + 1] = 1; // the second the second
    members =
        List.of(new Network(List.of(new Layer(3, 4, pick, new float[4], Activation.IDENTITY))));
    delta = new boolean[2];
    Ensemble.Prediction next = ensemble().predict(STATE, ACTION);
    assertThat((double) next.mean()[0]).isCloseTo((Math.sin(-1) - 0.5) / 2, within(1e-6));
    assertThat(next.mean()[1]).isEqualTo((5 * 2 - 4) / 3f);
  }

  @Test
  void uncertaintyNeedsMembersOrAVariance() {
    assertThat(ensemble().stochastic()).isTrue();
    low = new float[0];
    high = new float[0];
    members = List.of(outputs(1, 2), outputs(3, 4));
    assertThat(ensemble().stochastic()).isTrue();
    assertThat(ensemble().gaussian()).isFalse();
    members = members.subList(0, 1);
    assertThat(ensemble().stochastic()).isFalse();
    assertThat(ensemble().predict(STATE, ACTION).aleatoric()).containsExactly(0, 0);
  }

  @Test
  void predictionRefusesStatesOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ensemble().predict(new float[3], ACTION))
        .withMessage("state has length 3; the model's state has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ensemble().predict(STATE, new float[2]))
        .withMessage("action has length 2; the model's action has 1");
    assertThatThrownBy(() -> ensemble().predict(2, STATE, ACTION, new float[2], new float[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void membersMustBeAlikeAndFitTheState() {
    List<Network> good = members;
    members = List.of();
    refused("ensemble member count is 0; it must be at least 1");
    members = List.of(good.get(0), outputs(1, 2));
    refused("ensemble member 1 has other layers than member 0; all must be alike");
    members = List.of(outputs(1, 2, 3));
    refused("ensemble output has length 3; a Gaussian head (2 S) has 4");
    low = new float[0];
    high = new float[0];
    refused("ensemble output has length 3; a deterministic head (S) has 2");
    delta = new boolean[0];
    refused("state size is 0; it must be at least 1");
  }

  @Test
  void featuresMustFitTheNetworksAndReadWhatIsKnown() {
    features = features.subList(0, 2);
    refused("features has length 2; the networks' input has 3");
    features = Arrays.asList(Expr.state(0), Expr.state(2), Expr.action(0));
    refused("features[1] reads state(2), but the state has 2 elements");
    features = Arrays.asList(Expr.state(0), Expr.state(1), Expr.cos(Expr.action(1)));
    refused("features[2] reads action(1), but the action has 1 elements");
    features = Arrays.asList(Expr.state(0), Expr.state(1), Expr.next(0));
    refused("features[2] reads next(0), but only state and action are known there");
    actionSize = 0;
    refused("action size is 0; it must be at least 1");
  }

  @Test
  void theNormaliserMustFitAndDivide() {
    inputMean = new float[] {0, 0};
    refused("inputMean has length 2; the networks' input has 3");
    inputMean = new float[] {0, 0, Float.NaN};
    refused("inputMean[2] is NaN; every value must be finite");
    inputMean = new float[3];
    inputStd = new float[4];
    refused("inputStd has length 4; the networks' input has 3");
    inputStd = new float[] {1, 0, 1};
    refused("inputStd[1] is 0.0; it must be above 0 (use 1 for a constant)");
    inputStd = new float[] {1, -2, 1};
    refused("inputStd[1] is -2.0; it must be above 0 (use 1 for a constant)");
  }

  @Test
  void varianceBoundsMustFitAndBeInOrder() {
    low = new float[] {0};
    refused("maxLogVariance has length 2; minLogVariance has 1");
    high = new float[] {0};
    refused("minLogVariance has length 1; the state has 2");
    low = new float[] {0, 2};
    high = new float[] {1, 1};
    refused("minLogVariance[1] is 2.0, above maxLogVariance[1] = 1.0; swap them");
    low = new float[] {0, Float.NEGATIVE_INFINITY};
    refused("minLogVariance[1] is -Infinity; every value must be finite");
  }

  private void refused(String problem) {
    assertThatIllegalArgumentException().isThrownBy(this::ensemble).withMessage(problem);
  }
}
