package dev.foresight.benchmarks;

import dev.foresight.Backend;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.Precision;
import dev.foresight.compute.Kernels;
import dev.foresight.compute.PlainKernelsForTests;
import dev.foresight.compute.Simd;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;
import dev.foresight.engine.cpu.CpuEngine;
import dev.foresight.engine.cpu.NetworkPacker;
import dev.foresight.engine.cpu.SimdPacker;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** What is guarded, each beside its baseline, all on one thread. */
final class GuardedWork implements AutoCloseable {
  /** Does something and says how much it was. */
  interface Work {
    double run();
  }

  /** The ratio is the speed of the measured to that of the baseline. */
  record Pair(String name, Work measured, Work baseline) {}

  private static final long ROUNDS = 20_000;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final LongUnaryOperator probe = PeakBenchmark.probe();
  private int call;

  List<Pair> pairs() {
    Workload cheetah = Workload.named("pets-halfcheetah");
    Workload network =
        cheetah.with(cheetah.config().withPlans(128).withParticles(5).withHorizon(5));
    Workload demo = Workload.named("demo-cartpole");
    Workload drive = Workload.named("mppi-diffdrive-128");
    Work peak = () -> probe.applyAsLong(ROUNDS);
    Work vector = rollout(network, Kernels::create);
    List<Pair> pairs = new ArrayList<>();
    Simd.fastest(Precision.FP32)
        .ifPresent(simd -> pairs.add(new Pair(
            "native rollout / FMA peak",
            rollout(network, Kernels::create, () -> new SimdPacker(simd)),
            peak)));
    pairs.addAll(List.of(
        new Pair("rollout / FMA peak", vector, peak),
        new Pair("rollout / plain Java's", vector, rollout(network, PlainKernelsForTests::create)),
        new Pair("plan of the demo / its rollouts", plan(demo), rolloutsOfPlan(demo)),
        new Pair("training / FMA peak", new TrainingWork(), peak),
        new Pair("MPPI plan / hand-written loop", plan(drive), PlainDrive::run),
        new Pair("tiny plan / hand-written loop", tinyPlan(), PlainDrive::run)));
    return pairs;
  }

  /** Operations on floats. */
  private Work rollout(Workload w, Supplier<Kernels> kernels) {
    return rollout(w, kernels, () -> NetworkPacker.with(kernels.get()));
  }

  private Work rollout(Workload w, Supplier<Kernels> kernels, Supplier<NetworkPacker> packers) {
    CpuEngine engine = engine(w, kernels, packers);
    Round round = Round.schedule(w.config())[0];
    double flop = w.rolloutFlop();
    return () -> {
      engine.rollout(call++, round);
      engine.finish();
      return flop;
    };
  }

  /** As many rollouts as a plan has, as one. */
  private Work rolloutsOfPlan(Workload w) {
    CpuEngine engine = engine(w, Kernels::create, NetworkPacker::fastest);
    Round[] rounds = Round.schedule(w.config());
    return () -> {
      for (Round round : rounds) {
        engine.rollout(call++, round);
        engine.finish();
      }
      return 1;
    };
  }

  private CpuEngine engine(Workload w, Supplier<Kernels> kernels, Supplier<NetworkPacker> packers) {
    EngineSpec spec = new EngineSpec(w.model(), w.actions(), w.config(), 1, 0, 1);
    CpuEngine engine = new CpuEngine(spec, kernels, packers);
    open.add(engine);
    engine.write(ArrayName.STATE, 1, w.state());
    engine.sample(0, Round.schedule(w.config())[0]);
    return engine;
  }

  /** Plans. */
  private Work plan(Workload w) {
    Planner planner = Planner.builder(w.model(), w.actions(), w.config())
        .backend(Backend.CPU)
        .threads(1)
        .build();
    open.add(planner);
    float[] state = w.state();
    return () -> {
      planner.plan(state);
      return 1;
    };
  }

  private Work tinyPlan() {
    Environment env = Environments.named("pendulum");
    PlannerConfig config = PlannerConfig.cem().withPlans(64, 8).withHorizon(10).withIterations(3);
    return plan(new Workload(env.task().model(env.dynamics()), env.task().actions(), config, 1));
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + each, e);
      }
    }
  }
}
