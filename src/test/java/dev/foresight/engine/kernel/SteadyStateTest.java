package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.ActionSpace;
import dev.foresight.Activation;
import dev.foresight.Equations;
import dev.foresight.Exploration;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What crosses to the device for a plan, once a planner has got going. */
class SteadyStateTest {
  private static final PlannerConfig CONFIG = PlannerConfig.cem().withIterations(3);

  private final RecordingGpu gpu = new RecordingGpu();
  private final EngineSpec spec = new EngineSpec(
      WorldModel.of(Equations.of(1, Expr.state(0))), ActionSpace.symmetric(1, 1), CONFIG, 2, 0, 1);
  private final KernelEngine engine = new KernelEngine(spec, gpu);

  @AfterEach
  void close() {
    engine.close();
  }

  private void plan(int call) {
    plan(engine, spec, call);
  }

  private static void plan(KernelEngine engine, EngineSpec spec, int call) {
    engine.write(ArrayName.STATE, 1, new float[spec.length(ArrayName.STATE, 1)]);
    engine.shift();
    engine.propose(call);
    for (Round round : Round.schedule(CONFIG)) {
      engine.sample(call, round);
      engine.rollout(call, round);
      engine.score(round);
      engine.weigh(round);
      engine.fit(round);
    }
    Round chosen = Round.chosen(CONFIG);
    engine.sample(call, chosen);
    engine.rollout(call, chosen);
    engine.score(chosen);
    engine.disagree();
    for (ArrayName name :
        new ArrayName[] {ArrayName.SCORES, ArrayName.RETURNS, ArrayName.PLANS, ArrayName.FAILURES
        }) {
      engine.read(name, 1, new float[spec.length(name, 1)]);
    }
  }

  @Test
  void aPlanIsOneScript() {
    plan(0);
    plan(1);
    gpu.log.clear();
    plan(2);
    plan(3);
    assertThat(gpu.log).containsExactly("script of 19 launches", "script of 19 launches");
  }

  @Test
  void anEnsemblesDisagreementIsOneLaunchMore() {
    PlannerConfig config = CONFIG.withExploration(Exploration.posteriorSampling());
    EngineSpec learned =
        new EngineSpec(TiledModels.model(20, 1), ActionSpace.symmetric(1, 1), config, 2, 0, 1);
    try (KernelEngine members = new KernelEngine(learned, gpu)) {
      plan(members, learned, 0);
      plan(members, learned, 1);
      gpu.log.clear();
      members.reset(1, 1);
      plan(members, learned, 2);
      plan(members, learned, 3);
      assertThat(gpu.log)
          .containsExactly(
              "upload",
              "finish",
              "reset of round 0",
              "script of 20 launches",
              "script of 20 launches");
    }
  }

  @Test
  void aPolicysProposalsAreOneLaunchMore() {
    Network policy = new Network(
        List.of(new Network.Layer(1, 1, new float[1], new float[1], Activation.IDENTITY)));
    EngineSpec advised = new EngineSpec(
        spec.model().withPolicy(policy), spec.actions(), CONFIG.withProposals(5), 2, 0, 1);
    try (KernelEngine members = new KernelEngine(advised, gpu)) {
      plan(members, advised, 0);
      plan(members, advised, 1);
      gpu.log.clear();
      plan(members, advised, 2);
      plan(members, advised, 3);
      assertThat(gpu.log).containsExactly("script of 20 launches", "script of 20 launches");
    }
  }

  @Test
  void allResetsAreOneLaunchBeforeTheNextPlan() {
    plan(0);
    plan(1);
    gpu.log.clear();
    engine.reset(0, 1);
    engine.reset(1, 1);
    plan(2);
    assertThat(gpu.log)
        .containsExactly("upload", "finish", "reset of round 0", "script of 19 launches");
  }

  @Test
  void aPlanUnderADeadlineRunsRoundByRound() {
    plan(0);
    gpu.log.clear();
    engine.write(ArrayName.STATE, 1, new float[2]);
    engine.shift();
    engine.sample(1, Round.schedule(CONFIG)[0]);
    engine.finish();
    assertThat(gpu.log)
        .containsExactly("upload", "shift of round 0", "sample of round 0", "finish");
  }
}
