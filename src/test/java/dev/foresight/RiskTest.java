package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskTest {
  @ParameterizedTest
  @ValueSource(floats = {0, -0.5f, 1.01f, Float.NaN})
  void cvarTakesAShareOfTheFutures(float alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.cvar(alpha))
        .withMessage("risk alpha is " + alpha + "; it must be above 0 and at most 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.var(alpha))
        .withMessage("risk alpha is " + alpha + "; it must be above 0 and at most 1");
  }

  @Test
  void everyFunctionalOfAFewReturns() {
    assertThat(of(Risk.mean())).isEqualTo(4);
    assertThat(of(Risk.worst())).isEqualTo(1);
    assertThat(of(Risk.var(0.5f))).isEqualTo(3);
    assertThat(of(Risk.cvar(0.5f))).isEqualTo(2);
    assertThat(of(Risk.meanStd(-2))).isCloseTo(4 - 2 * Math.sqrt(6.5), within(1e-12));
    assertThat(of(Risk.meanStd(2, Uncertainty.EPISTEMIC))).isCloseTo(4 + 2 * 0.5, within(1e-12));
    assertThat(of(Risk.entropic(1e-4f))).isCloseTo(4, within(1e-3));
  }

  private static double of(Risk risk) {
    return risk.of(new float[] {4, 1, 3, 8}, 2);
  }

  @Test
  void aReturnThatIsNotFiniteIsTheWorst() {
    double worst = Double.NEGATIVE_INFINITY;
    assertThat(Risk.mean().of(new float[] {1, Float.NaN}, 1)).isEqualTo(worst);
    assertThat(Risk.var(1).of(new float[] {1, Float.POSITIVE_INFINITY}, 1)).isEqualTo(worst);
    float most = Float.MAX_VALUE;
    assertThat(Risk.meanStd(2).of(new float[] {most, -most}, 1)).isEqualTo(worst);
  }

  @Test
  void returnsAreOfMembersThatAreThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.mean().of(new float[0], 1))
        .withMessage("returns is 0; it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.mean().of(new float[3], 4))
        .withMessage("members is 4; it must be between 1 and 3");
  }

  @Test
  void epistemicDeviationNeedsFuturesOfSeveralMembers() {
    String risk = "risk mean + kappa epistemic std needs ";
    WorldModel formulas = WorldModel.of(Equations.of(1, Expr.state(0)));
    WorldModel one = WorldModel.of(ensemble(1));
    WorldModel three = WorldModel.of(ensemble(3));
    PlannerConfig config = PlannerConfig.cem().withRisk(Risk.meanStd(1, Uncertainty.EPISTEMIC));
    String alone = risk + "an ensemble of more than one member; use Risk.meanStd(kappa) for the"
        + " total std";
    refused(formulas, config, alone);
    refused(one, config, alone);
    refused(
        three,
        config.withPropagation(Propagation.TS1),
        risk + "futures that keep their member; use propagation TS_INFINITY, not TS1");
    refused(
        three,
        config.withParticles(2),
        risk + "a future of each of the 3 members; particles is 2, use at least 3");
  }

  private static Ensemble ensemble(int members) {
    Network network = new Network(
        List.of(new Network.Layer(2, 1, new float[2], new float[1], Activation.IDENTITY)));
    return new Ensemble(
        Collections.nCopies(members, network),
        1,
        Ensemble.plainFeatures(1, 1),
        new float[2],
        new float[] {1, 1},
        new boolean[] {true},
        new float[0],
        new float[0]);
  }

  private static void refused(WorldModel model, PlannerConfig config, String message) {
    ActionSpace box = ActionSpace.symmetric(1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Planner.create(model, box, config))
        .withMessage(message);
  }

  @Test
  void everyFutureMayCount() {
    assertThat(Risk.cvar(1)).isEqualTo(new Risk.Cvar(1));
  }

  @Test
  void attitudesMustBeFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.entropic(Float.POSITIVE_INFINITY))
        .withMessage("risk theta is Infinity; it must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.entropic(0))
        .withMessage("risk theta is 0; use Risk.mean() for a neutral attitude");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Risk.meanStd(Float.NaN))
        .withMessage("risk kappa is NaN; it must be finite");
  }
}
