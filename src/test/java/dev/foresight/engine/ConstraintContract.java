package dev.foresight.engine;

import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.PlannerConfig;
import dev.foresight.Risk;
import dev.foresight.WorldModel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code score} under a constraint: RETURNS, VIOLATIONS -> SCORES. */
interface ConstraintContract extends EngineUnderTest {

  private static EngineSpec spec(PlannerConfig config, int problems, float probability) {
    EngineSpec free = Contract.futures(config, problems);
    WorldModel model = free.model().withConstraint(state(0), probability);
    return Contract.spec(model, config, problems);
  }

  /** Feasible plans and others apart: beside 1e30, nothing else would count in a mean square. */
  @Test
  default void scoresOfFeasiblePlansAreAsTheyWereAndTheOthersBelow() {
    SplittableRandom random = new SplittableRandom(41);
    PlannerConfig config = Contract.config(1, 65, 1).withParticles(7).withRisk(Risk.cvar(0.5f));
    try (Twins twins = new Twins(this, spec(config, 2, 0.43f))) {
      for (int plans : new int[] {65, 31, 1}) {
        twins.fill(ArrayName.RETURNS, plans, random, -3, 10);
        float[] violations = new float[twins.spec.length(ArrayName.VIOLATIONS, plans)];
        for (int i = 0; i < violations.length; i++) {
          violations[i] = random.nextInt(2);
        }
        twins.write(ArrayName.VIOLATIONS, plans, violations);
        twins.run(e -> e.score(Contract.round(plans)));
        float[] actual = Contract.read(twins.engine, twins.spec, ArrayName.SCORES, plans);
        float[] expected = Contract.read(twins.oracle, twins.spec, ArrayName.SCORES, plans);
        for (int n = 0; n < expected.length; n++) {
          double error = Math.abs((double) actual[n] - expected[n]);
          assertThat(error).as("plan %d", n).isLessThanOrEqualTo(1e-6 * Math.abs(expected[n]));
        }
      }
    }
  }

  @Test
  default void theMoreFuturesViolateTheLowerTheScore() {
    float most = Float.MAX_VALUE;
    float infinity = Float.POSITIVE_INFINITY;
    PlannerConfig config = Contract.config(1, 7, 1).withParticles(4);
    try (Twins twins = new Twins(this, spec(config, 1, 0.25f))) {
      twins.write(
          ArrayName.RETURNS,
          7,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          9,
          -most,
          -most,
          -most,
          -most,
          1,
          1,
          1,
          infinity,
          2,
          2,
          2,
          Float.NaN);
      twins.write(
          ArrayName.VIOLATIONS,
          7,
          1,
          1,
          1,
          1,
          1,
          0,
          1,
          0,
          0,
          0,
          0,
          1,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          1,
          1,
          1,
          0,
          0,
          0,
          0);
      twins.run(e -> e.score(Contract.round(7)));
      assertThat(twins.agree(ArrayName.SCORES, 7))
          .containsExactly(-2e30f, -1e30f * 1.5f, 9, 9, -1e30f, -infinity, -infinity);
    }
  }

  @Test
  default void weightsArePutOnFeasiblePlansAndElseOnTheLeastViolating() {
    PlannerConfig config = Contract.config(1, 4, 4).withTemperature(10).withParticles(2);
    try (Twins twins = new Twins(this, spec(config, 1, 0))) {
      twins.write(ArrayName.RETURNS, 4, 1, 1, 2, 2, 1, 1, 9, 9);
      twins.write(ArrayName.VIOLATIONS, 4, 0, 1, 1, 1, 0, 0, 1, 0);
      twins.run(e -> e.score(Contract.round(4)));
      twins.run(e -> e.weigh(Contract.round(4)));
      assertThat(twins.agree(ArrayName.WEIGHTS, 4)).containsExactly(0, 0, 1, 0);
      twins.write(ArrayName.VIOLATIONS, 4, 0, 1, 1, 1, 1, 1, 1, 0);
      twins.run(e -> e.score(Contract.round(4)));
      twins.run(e -> e.weigh(Contract.round(4)));
      assertThat(twins.agree(ArrayName.WEIGHTS, 4)).containsExactly(0.5f, 0, 0, 0.5f);
    }
  }

  @Test
  default void anotherModelMayAllowMoreViolations() {
    PlannerConfig config = Contract.config(1, 1, 1).withParticles(2);
    try (Twins twins = new Twins(this, spec(config, 1, 0.4f))) {
      twins.write(ArrayName.RETURNS, 1, 3, 5);
      twins.write(ArrayName.VIOLATIONS, 1, 1, 0);
      twins.run(e -> e.score(Contract.round(1)));
      assertThat(twins.agree(ArrayName.SCORES, 1)).containsExactly(-1e30f * 1.5f);
      twins.run(e -> e.update(spec(config, 1, 0.5f).model()));
      twins.run(e -> e.score(Contract.round(1)));
      assertThat(twins.agree(ArrayName.SCORES, 1)).containsExactly(4);
    }
  }
}
