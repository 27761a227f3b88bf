package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.BackendException;
import dev.foresight.WorldModel;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an engine of kernels must do besides: the same again as a script, and its refusals. */
interface KernelContract extends GpuUnderTest {

  @Test
  default void aSimulatorIsRefusedWithTheRemedy() {
    WorldModel model = WorldModel.of(ContractModels.simulator(1));
    EngineSpec spec = Contract.spec(model, Contract.config(2, 5, 1), 1);
    assertThatThrownBy(() -> open(spec))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("use the backend cpu");
  }

  /** The first calls run launch by launch, later ones as a script: both the same bits either way. */
  @Test
  default void aPlanAsAScriptIsThePlanLaunchByLaunch() {
    EngineSpec spec = RolloutCase.kinds().get(0).spec();
    SplittableRandom random = new SplittableRandom(5);
    Round[] rounds = Round.schedule(spec.config());
    Round chosen = Round.chosen(spec.config());
    try (Engine scripted = open(spec);
        Engine stepwise = open(spec)) {
      for (int call = 0; call < 6; call++) {
        float[] state = Contract.randoms(random, spec.length(ArrayName.STATE, 1), 0, 1);
        plan(scripted, spec, call, state, rounds, chosen, false);
        plan(stepwise, spec, call, state, rounds, chosen, true);
        for (ArrayName name : new ArrayName[] {
          ArrayName.PLANS, ArrayName.RETURNS, ArrayName.SCORES, ArrayName.FAILURES
        }) {
          assertThat(Contract.read(scripted, spec, name, 1))
              .as("%s of call %d", name, call)
              .isEqualTo(Contract.read(stepwise, spec, name, 1));
        }
      }
    }
  }

  @Test
  default void aClosedEngineSaysSo() {
    EngineSpec spec = RolloutCase.kinds().get(0).spec();
    float[] state = new float[spec.length(ArrayName.STATE, 1)];
    float[] scores = new float[spec.length(ArrayName.SCORES, 1)];
    Round chosen = Round.chosen(spec.config());
    Engine engine = open(spec);
    engine.write(ArrayName.STATE, 1, state);
    plan(engine, spec, 0, state, Round.schedule(spec.config()), chosen, false);
    engine.read(ArrayName.SCORES, 1, scores);
    engine.close();
    List<ThrowingCallable> uses = List.of(
        () -> engine.write(ArrayName.STATE, 1, state),
        () -> engine.read(ArrayName.SCORES, 1, scores),
        () -> engine.sample(1, chosen),
        engine::finish);
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the engine is closed; open another");
    }
  }

  private static void plan(
      Engine engine,
      EngineSpec spec,
      int call,
      float[] state,
      Round[] rounds,
      Round chosen,
      boolean stepwise) {
    engine.write(ArrayName.STATE, 1, state);
    engine.shift();
    for (Round round : rounds) {
      engine.sample(call, round);
      engine.rollout(call, round);
      engine.score(round);
      engine.weigh(round);
      engine.fit(round);
      if (stepwise) {
        Contract.read(engine, spec, ArrayName.MEAN, 1);
      }
    }
    engine.sample(call, chosen);
    engine.rollout(call, chosen);
    engine.score(chosen);
  }
}
