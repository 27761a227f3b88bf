package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldModelTest {
  private final Equations equations = Equations.of(1, state(1), state(0).plus(action(0)));
  private final WorldModel model = WorldModel.of(equations);

  @Test
  void dynamicsAloneEarnNothingAndNeverEnd() {
    Expr zero = constant(0);
    assertThat(model)
        .isEqualTo(
            new WorldModel(equations, zero, zero, zero, 1, Optional.empty(), Constraint.none()));
  }

  @Test
  void eachWithChangesItsPart() {
    Expr one = constant(1);
    Expr zero = constant(0);
    Equations other = equations.withNoise(one, one);
    assertThat(model.withReward(one))
        .isEqualTo(
            new WorldModel(equations, one, zero, zero, 1, Optional.empty(), Constraint.none()));
    assertThat(model.withTermination(one))
        .isEqualTo(
            new WorldModel(equations, zero, one, zero, 1, Optional.empty(), Constraint.none()));
    assertThat(model.withValue(one))
        .isEqualTo(
            new WorldModel(equations, zero, zero, one, 1, Optional.empty(), Constraint.none()));
    assertThat(model.withDiscount(0.5f))
        .isEqualTo(
            new WorldModel(equations, zero, zero, zero, 0.5f, Optional.empty(), Constraint.none()));
    assertThat(model.withDynamics(other))
        .isEqualTo(new WorldModel(other, zero, zero, zero, 1, Optional.empty(), Constraint.none()));
  }

  @Test
  void formulasReadWhatIsThere() {
    model.withReward(state(1).plus(action(0)).plus(next(1)));
    refused(
        () -> model.withReward(state(0).minus(state(2))),
        "reward reads state(2), but the state has 2 elements");
    refused(() -> model.withReward(next(2)), "reward reads next(2), but the state has 2 elements");
    refused(
        () -> model.withReward(Expr.where(constant(1), constant(2), action(1))),
        "reward reads action(1), but the action has 1 elements");
    refused(
        () -> model.withTermination(next(5).lessThan(0)),
        "termination reads next(5), but the state has 2 elements");
    refused(
        () -> model.withValue(next(0)),
        "value reads next(0), but only state and action are known there");
    refused(
        () -> model.withValue(action(1)), "value reads action(1), but the action has 1 elements");
  }

  @Test
  void networksHaveTheWidthOfWhatTheyRead() {
    Random random = new Random(1);
    model.withReward(ModelFilesTest.network(random, 3, 4, 1));
    model.withValue(ModelFilesTest.network(random, 2, 4, 1));
    refused(
        () -> model.withReward(ModelFilesTest.network(random, 2, 4, 1)),
        "reward network input has length 2; its argument has 3");
    refused(
        () -> model.withValue(ModelFilesTest.network(random, 4, 4, 1)),
        "value network input has length 4; V(state) has S = 2, Q(state, action) has S + A = 3");
    Network wide = ModelFilesTest.network(random, 4, 4, 1);
    refused(
        () -> model.withReward(new ScalarEnsemble(List.of(wide, wide), Reduction.min())),
        "reward network input has length 4; its argument has 3");
    refused(
        () -> model.withPolicy(ModelFilesTest.network(random, 3, 4, 1)),
        "policy network input has length 3; the model's state has 2");
    refused(
        () -> model.withPolicy(ModelFilesTest.network(random, 2, 4, 2)),
        "policy network output has length 2; the model's action has 1");
    refused(
        () -> model.withValue(ModelFilesTest.network(random, 2, 4, 3)),
        "value network output has length 3; a value has 1");
  }

  @Test
  void aValueThatReadsAnActionIsOneOfBoth() {
    Random random = new Random(1);
    assertThat(model.valueReadsAction()).isFalse();
    assertThat(model.withValue(state(1).times(2)).valueReadsAction()).isFalse();
    assertThat(model.withValue(state(1).times(action(0))).valueReadsAction()).isTrue();
    Network v = ModelFilesTest.network(random, 2, 4, 1);
    Network q = ModelFilesTest.network(random, 3, 4, 1);
    assertThat(model.withValue(v).valueReadsAction()).isFalse();
    assertThat(model.withValue(q).valueReadsAction()).isTrue();
    assertThat(
            model.withValue(new ScalarEnsemble(List.of(q, q), Reduction.min())).valueReadsAction())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -0.1f, 1.1f, Float.NaN})
  void discountsOutOfRangeAreRefused(float discount) {
    refused(
        () -> model.withDiscount(discount),
        "discount is " + discount + "; it must be above 0 and at most 1");
  }

  @Test
  void equationsReadOnlyStateAndAction() {
    refused(() -> Equations.of(1), "equation count is 0; it must be at least 1");
    refused(() -> Equations.of(0, state(0)), "action size is 0; it must be at least 1");
    refused(
        () -> Equations.of(1, state(0), state(2)),
        "next[1] reads state(2), but the state has 2 elements");
    refused(
        () -> Equations.of(1, action(1)), "next[0] reads action(1), but the action has 1 elements");
    refused(
        () -> Equations.of(1, next(0)),
        "next[0] reads next(0), but only state and action are known there");
    refused(() -> equations.withNoise(constant(1)), "std has length 1; the state has 2");
    refused(
        () -> equations.withNoise(constant(1), state(3)),
        "std[1] reads state(3), but the state has 2 elements");
  }

  @Test
  void equationsAreUncertainOnlyWithNoise() {
    assertThat(equations.stochastic()).isFalse();
    assertThat(equations.withNoise(constant(1), constant(0)).stochastic()).isTrue();
    assertThat(equations.stateSize()).isEqualTo(2);
  }

  @Test
  void aTaskFitsItsModel() {
    Task task = new Task("swing", ActionSpace.symmetric(1, 2), next(0), state(1).greaterThan(3));
    assertThat(task.model(equations))
        .isEqualTo(model.withReward(next(0)).withTermination(state(1).greaterThan(3)));
    Ensemble ensemble = ModelFilesTest.model(new Random(1)).dynamics();
    Task wide = new Task("wide", ActionSpace.symmetric(2, 1), constant(0), constant(0));
    refused(
        () -> new ModelFile(ensemble, Optional.of(wide)),
        "task actions has length 2; the model has 1");
    Task far = new Task("far", ActionSpace.symmetric(1, 1), next(2), constant(0));
    refused(
        () -> new ModelFile(ensemble, Optional.of(far)),
        "reward reads next(2), but the state has 2 elements");
  }

  @Test
  void largeFormulasAreCheckedOncePerSharedPart() {
    Expr shared = state(0);
    for (int i = 0; i < 200; i++) {
      shared = shared.plus(shared);
    }
    assertThat(Equations.of(1, List.of(shared).toArray(Expr[]::new)).stateSize())
        .isEqualTo(1);
  }

  private static void refused(Runnable use, String problem) {
    assertThatIllegalArgumentException().isThrownBy(use::run).withMessage(problem);
  }
}
