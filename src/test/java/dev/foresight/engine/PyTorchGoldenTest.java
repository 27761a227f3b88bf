package dev.foresight.engine;

import dev.foresight.Expr;
import dev.foresight.Golden;
import dev.foresight.ModelFile;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.Task;
import dev.foresight.WorldModel;
import dev.foresight.engine.cpu.CpuEngine;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The returns of given plans through an uncertain ensemble against a rollout in PyTorch. */
class PyTorchGoldenTest {
  private final Golden golden = new Golden();

  PyTorchGoldenTest() throws IOException {}

  @ParameterizedTest
  @EnumSource(Propagation.class)
  void theCpuEngineFindsTheReturnsThatPyTorchFinds(Propagation propagation) throws IOException {
    compare(CpuEngine::new, propagation, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(Propagation.class)
  void theOracleFindsTheReturnsThatPyTorchFinds(Propagation propagation) throws IOException {
    compare(Oracle::new, propagation, 1e-6);
  }

  private void compare(Function<EngineSpec, Engine> open, Propagation propagation, double bound)
      throws IOException {
    float[] expected = golden.array("returns_" + propagation.name().toLowerCase(Locale.ROOT));
    float[] returns = new float[expected.length];
    int[] shape = golden.shape("plans");
    int plans = shape[1];
    try (Engine engine = open.apply(spec(propagation, shape[0], plans, shape[2]))) {
      engine.write(ArrayName.STATE, plans, golden.array("start"));
      engine.write(ArrayName.PLANS, plans, golden.array("plans"));
      engine.rollout((int) golden.number("call"), new Round(0, plans, 0, false));
      engine.read(ArrayName.RETURNS, plans, returns);
    }
    Golden.assertClose(returns, expected, bound);
  }

  private EngineSpec spec(Propagation propagation, int problems, int plans, int horizon)
      throws IOException {
    ModelFile file = Golden.model();
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
