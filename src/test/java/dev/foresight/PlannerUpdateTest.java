package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another model between plans, as control while learning needs it, on every backend. */
@ExtendWith(KeptContext.class)
class PlannerUpdateTest {
  private static final ActionSpace UNIT = ActionSpace.symmetric(1, 1);
  private static final float[] START = {0.3f, -0.2f};
  private static final PlannerConfig CONFIG =
      PlannerConfig.icem().withPlans(60, 6).withHorizon(5).withParticles(10);

  /** A learned model of two states, with random weights. */
  private static WorldModel model(int seed, int members) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Network> networks = new ArrayList<>();
    for (int e = 0; e < members; e++) {
      networks.add(new Network(List.of(
          layer(random, 3, 12, Activation.SILU), layer(random, 12, 4, Activation.IDENTITY))));
    }
    Ensemble ensemble = new Ensemble(
        networks,
        1,
        Ensemble.plainFeatures(2, 1),
        new float[3],
        new float[] {1, 1, 1},
        new boolean[] {true, true},
        new float[] {-6, -6},
        new float[] {-2, -2});
    return WorldModel.of(ensemble).withReward(next(0).minus(next(1).squared()));
  }

  private static Network.Layer layer(SplittableRandom random, int in, int out, Activation kind) {
    float[] weights = new float[in * out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (1.5 * (2 * random.nextDouble() - 1) / Math.sqrt(in));
    }
    return new Network.Layer(in, out, weights, new float[out], kind);
  }

  private static Planner planner(Backend backend, WorldModel model) {
    Devices.assume(backend);
    return Planner.builder(model, UNIT, CONFIG).backend(backend).build();
  }

  private static void same(Plan actual, Plan expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void beforeTheFirstPlanItIsAsIfThePlannerHadBeenMadeWithTheNewModel(Backend backend) {
    try (Planner updated = planner(backend, model(1, 2));
        Planner fresh = planner(backend, model(2, 5))) {
      updated.update(model(2, 5));
      for (int call = 0; call < 4; call++) {
        same(updated.plan(START), fresh.plan(START));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void theSameModelAgainChangesNothing(Backend backend) {
    try (Planner updated = planner(backend, model(1, 3));
        Planner left = planner(backend, model(1, 3))) {
      for (int call = 0; call < 4; call++) {
        same(updated.plan(START), left.plan(START));
        updated.update(model(1, 3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void theLastPlanIsKept(Backend backend) {
    try (Planner planner = planner(backend, model(1, 3))) {
      float[][] before = planner.plan(START).actions();
      planner.update(model(2, 3));
      float[][] moved = PlannerTest.movedOn(before, CONFIG, 0);
      assertThat(planner.plan(START, Duration.ZERO).actions()).isDeepEqualTo(moved);
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void plansFollowTheNewModel(Backend backend) {
    WorldModel there = WorldModel.of(Equations.of(1, state(0).plus(action(0)), state(1))
            .withNoise(Expr.constant(0.01f), Expr.constant(0.01f)))
        .withReward(next(0));
    try (Planner planner = planner(backend, there)) {
      assertThat(planner.plan(START).action()[0]).isGreaterThan(0.5f);
      planner.update(there.withReward(next(0).negated()));
      assertThat(planner.plan(START).action()[0]).isLessThan(-0.5f);
      planner.update(there);
      assertThat(planner.plan(START).action()[0]).isGreaterThan(0.5f);
    }
  }

  @Test
  void aModelOfOtherSizesIsRefusedAndThePlannerWorksOn() {
    try (Planner planner = planner(Backend.CPU, model(1, 3));
        Planner left = planner(Backend.CPU, model(1, 3))) {
      WorldModel wider = WorldModel.of(Equations.of(1, state(0), state(1), state(2)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.update(wider))
          .withMessageContaining("3 state elements")
          .withMessageContaining("2;");
      same(planner.plan(START), left.plan(START));
    }
  }

  @Test
  void aModelWithoutTheUncertaintyThatIsDrawnFromIsRefused() {
    WorldModel certain = WorldModel.of(Equations.of(1, state(0), state(1)));
    PlannerConfig config = CONFIG.withPropagation(Propagation.DS);
    String message = "propagation DS needs a model with uncertainty; this one is deterministic, use"
        + " E, TS1 or TS_INFINITY";
    PlannerBuilder builder = Planner.builder(certain, UNIT, config);
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    try (Planner planner =
        Planner.builder(model(1, 3), UNIT, config).backend(Backend.CPU).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.update(certain))
          .withMessage(message);
      assertThat(planner.plan(START).score()).isFinite();
    }
  }

  @Test
  void aClosedPlannerTakesNoModel() {
    Planner planner = planner(Backend.CPU, model(1, 3));
    planner.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> planner.update(model(2, 3)))
        .withMessageContaining("closed");
  }
}
