package dev.foresight.engine;

import dev.foresight.Expr;
import dev.foresight.Golden;
import dev.foresight.ModelFile;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Task;
import dev.foresight.WorldModel;
import dev.foresight.compute.PlainKernelsForTests;
import dev.foresight.compute.Vectors;
import dev.foresight.engine.cpu.CpuEngine;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The returns of given plans through an uncertain ensemble against rollouts in PyTorch and NumPy. */
class PyTorchGoldenTest {
  @ParameterizedTest
  @EnumSource(names = {"TS1", "TS_INFINITY"})
  void theCpuEngineFindsTheReturnsThatPyTorchFinds(Propagation propagation) throws IOException {
    compare(new Golden(), CpuEngine::new, propagation, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(names = {"TS1", "TS_INFINITY"})
  void theOracleFindsTheReturnsThatPyTorchFinds(Propagation propagation) throws IOException {
    compare(new Golden(), Oracle::new, propagation, 1e-6);
  }

  /** Steps amplify rounding: plain kernels, whose sums round more often, came to 1.72e-5 in one. */
  @ParameterizedTest
  @ValueSource(strings = {"mbrl", "pets"})
  void futuresThroughAnExportedEnsembleAreThoseOfItsModule(String name) throws IOException {
    Golden golden = Golden.exported(name);
    double plain = 3e-5;
    double fastest = Vectors.whyNot().isEmpty() ? 1e-5 : plain;
    compare(golden, Oracle::new, Propagation.TS_INFINITY, 1e-5);
    compare(golden, CpuEngine::new, Propagation.TS_INFINITY, fastest);
    Function<EngineSpec, Engine> engine = spec -> new CpuEngine(spec, PlainKernelsForTests::create);
    compare(golden, engine, Propagation.TS_INFINITY, plain);
  }

  @ParameterizedTest
  @EnumSource(names = {"E", "DS", "MM"})
  void returnsOfMixturesAreThoseThatNumPyFinds(Propagation propagation) throws IOException {
    float[] expected = returns(Golden.mixtures(), propagation);
    compare(new Golden(), expected, CpuEngine::new, propagation, 1e-5);
    compare(new Golden(), expected, Oracle::new, propagation, 1e-6);
  }

  private static float[] returns(Golden golden, Propagation propagation) {
    return golden.array("returns_" + propagation.name().toLowerCase(Locale.ROOT));
  }

  private static void compare(
      Golden golden, Function<EngineSpec, Engine> open, Propagation propagation, double bound) {
    compare(golden, returns(golden, propagation), open, propagation, bound);
  }

  private static void compare(
      Golden golden,
      float[] expected,
      Function<EngineSpec, Engine> open,
      Propagation propagation,
      double bound) {
    float[] returns = new float[expected.length];
    int[] shape = golden.shape("plans");
    int plans = shape[1];
    try (Engine engine = open.apply(spec(golden, propagation, shape[0], plans, shape[2]))) {
      engine.write(ArrayName.STATE, plans, golden.array("start"));
      engine.write(ArrayName.PLANS, plans, golden.array("plans"));
      engine.rollout((int) golden.number("call"), new Round(0, plans, 0, false));
      engine.read(ArrayName.RETURNS, plans, returns);
    }
    Golden.assertClose(returns, expected, bound);
  }

  private static EngineSpec spec(
      Golden golden, Propagation propagation, int problems, int plans, int horizon) {
    ModelFile file = golden.model();
    Task task = file.task().orElseThrow();
    WorldModel model = task.model(file.dynamics())
        .withDiscount(0.97f)
        .withValue(Expr.parse("0.5 * state(1) - abs(state(3))"));
    PlannerConfig config = PlannerConfig.cem()
        .withHorizon(horizon)
        .withPlans(plans)
        .withParticles((int) golden.number("particles"))
        .withPropagation(propagation)
        .withSeed(golden.number("seed"));
    int firstProblem = (int) golden.number("first_problem");
    return new EngineSpec(model, task.actions(), config, problems, firstProblem, 2);
  }
}
