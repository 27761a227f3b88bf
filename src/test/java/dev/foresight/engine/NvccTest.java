package dev.foresight.engine;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.foresight.Activation;
import dev.foresight.Bounds;
import dev.foresight.Dynamics;
import dev.foresight.Exploration;
import dev.foresight.Expr;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.Propagation;
import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import dev.foresight.WorldModel;
import dev.foresight.benchmarks.Workload;
import dev.foresight.engine.kernel.KernelTexts;
import dev.foresight.engine.kernel.TensorKernel;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NVIDIA's compiler takes every kernel of every kind of model, for two generations of GPUs. */
@Tag("tools")
class NvccTest {
  private static final List<String> PRESETS = List.of(
      "pets-cartpole",
      "pets-reacher",
      "pets-pusher",
      "pets-halfcheetah",
      "demo-cartpole",
      "mppi-diffdrive");

  @TempDir
  Path folder;

  @BeforeEach
  void thereIsACompiler() {
    Required.orSkip(
        "nvcc",
        Nvcc.find().isPresent()
            ? Optional.empty()
            : Optional.of("no nvcc on the PATH or in CUDA_HOME; install NVIDIA's CUDA toolkit"));
  }

  @Test
  void takesEveryPreset() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String preset : PRESETS) {
      Workload workload = Workload.named(preset);
      EngineSpec spec =
          new EngineSpec(workload.model(), workload.actions(), workload.config(), 1, 0, 1);
      add(texts, preset, KernelTexts.of(spec));
    }
    compile(texts, 0);
  }

  @Test
  void takesEveryEnvironment() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : Environments.written()) {
      Environment env = Environments.named(name);
      EngineSpec spec = new EngineSpec(
          env.task().model(env.dynamics()), env.task().actions(), PlannerConfig.icem(), 1, 0, 1);
      texts.put(name, KernelTexts.rollout(spec));
    }
    compile(texts, 0);
  }

  /**
   * One word may spill: nvcc 13.0 does so with formulas as features, for more groups at a time. Where a
   * step takes all members, a few words wait from layer to layer: 24 bytes were the most.
   */
  @Test
  void takesEveryKindOfModel() {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> together = new LinkedHashMap<>();
    for (RolloutCase each : RolloutCase.everything()) {
      boolean all = each.spec().mixture() || each.spec().joint();
      (all ? together : texts).put(each.toString(), KernelTexts.rollout(each.spec()));
    }
    compile(texts, 8);
    compile(together, 24);
  }

  /** Two words may spill, as above; the presets have a test of their own, {@link PtxasReportTest}. */
  @Test
  void takesEveryKindOfModelOnTensorCores() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RolloutCase each : RolloutCase.everything()) {
      if (TensorKernel.Device.SM_90.takes(each.spec())) {
        TensorKernel kernel = TensorKernel.Device.SM_90.kernel(each.spec(), Precision.BF16X3);
        texts.put("tensor cores, " + each, kernel.text());
      }
    }
    compile(texts, 8);
  }

  /** One word may spill, as above. */
  @Test
  void takesWhatAPolicyProposes() {
    Dynamics[] kinds = {
      ContractModels.gaussian(3, 3, 2, Activation.SILU, 200, 200),
      ContractModels.deterministic(1, 3, 2, Activation.RELU, 20),
      ContractModels.noisyPendulum(2)
    };
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      PlannerConfig config = ProposeContract.config(24);
      EngineSpec spec = Contract.spec(ProposeContract.model(kinds[i]), config, 2);
      add(texts, "proposals " + i, KernelTexts.of(spec));
    }
    compile(texts, 8);
  }

  @Test
  void takesEveryConfiguration() {
    PlannerConfig[] configs = {
      PlannerConfig.cem().withRisk(Risk.worst()),
      PlannerConfig.cem().withRisk(Risk.cvar(0.2f)).withNoise(Noise.spline(5)),
      PlannerConfig.icem().withRisk(Risk.entropic(1)),
      PlannerConfig.icem().withRisk(Risk.meanStd(-1)).withBounds(Bounds.TRUNCATED),
      PlannerConfig.mppi().withPlans(16_384, 16_384),
      PlannerConfig.random().withRisk(Risk.var(0.2f))
    };
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < configs.length; i++) {
      add(texts, "configuration " + i, KernelTexts.of(Contract.futures(configs[i], 3)));
    }
    EngineSpec any = Contract.futures(configs[0], 3);
    WorldModel bound = any.model().withConstraint(Expr.next(0).greaterThan(1), 0.1f);
    add(texts, "constrained", KernelTexts.of(Contract.spec(bound, configs[0], 3)));
    EngineSpec slow =
        new EngineSpec(any.model(), any.actions().withRate(0.1f), any.config(), 3, 0, 1);
    add(texts, "with rates", KernelTexts.of(slow));
    compile(texts, 0);
  }

  /** A few words may wait where a step takes all members, as above. */
  @Test
  void takesWhatIsMadeOfWhatMembersDoNotKnow() {
    WorldModel learned = WorldModel.of(ContractModels.gaussian(3, 3, 2, Activation.SILU, 24))
        .withReward(ContractModels.reward())
        .withConstraint(Expr.next(0).greaterThan(1), 0.1f);
    PlannerConfig config = Contract.config(4, 37, 4).withParticles(5);
    PlannerConfig posterior = config.withExploration(Exploration.posteriorSampling());
    PlannerConfig hopeful = config.withExploration(Exploration.hallucinated(1));
    Map<String, String> texts = new LinkedHashMap<>();
    for (Propagation propagation : Propagation.values()) {
      EngineSpec spec = Contract.spec(learned, posterior.withPropagation(propagation), 2);
      texts.put("posterior " + propagation, KernelTexts.rollout(spec));
      texts.put("posterior " + propagation + " reset", KernelTexts.of(spec).get("reset"));
    }
    for (Propagation propagation : List.of(Propagation.E, Propagation.DS)) {
      EngineSpec spec = Contract.spec(learned, hopeful.withPropagation(propagation), 2);
      add(texts, "hallucinated " + propagation, KernelTexts.of(spec));
    }
    Risk epistemic = Risk.meanStd(-1, Uncertainty.EPISTEMIC);
    EngineSpec doubtful = Contract.spec(
        learned, config.withPropagation(Propagation.TS_INFINITY).withRisk(epistemic), 2);
    texts.put("epistemic score", KernelTexts.of(doubtful).get("score"));
    compile(texts, 24);
  }

  @Test
  void takesTraining() {
    compile(KernelTexts.training(), 0);
  }

  private static void add(Map<String, String> texts, String name, Map<String, String> kernels) {
    kernels.forEach((kernel, text) -> texts.put(name + " " + kernel, text));
  }

  /** Compiles each different text once, on all cores, and tells of every one that fails. */
  private void compile(Map<String, String> texts, int mostSpilled) {
    Set<String> seen = new LinkedHashSet<>();
    Nvcc nvcc = new Nvcc(folder);
    assertAll(
        texts.entrySet().stream()
            .filter(each -> seen.add(each.getValue()))
            .toList()
            .parallelStream()
            .map(each -> () -> nvcc.compile(each.getKey(), each.getValue(), mostSpilled)));
  }
}
