package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.compute.SimdRollout;
import dev.foresight.engine.EngineSpec;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** Through one future by formulas, in native code. */
final class NativeRollout implements Rollout {
  private final EngineSpec spec;
  private final SimdRollout program;
  private final ByteBuffer scratch;
  private final Future future;
  private final BooleanSupplier late;
  private final float[] noise;

  NativeRollout(Model model, SimdRollout program, Kernels kernels) {
    this.program = program;
    spec = model.spec;
    late = model.late;
    future = new Future(spec, model.normals(kernels));
    scratch = program.scratch();
    noise = new float[spec.noisy() ? spec.config().horizon() * spec.stateSize() : 0];
  }

  @Override
  public void run(EngineArrays arrays, int call, int problem, int particle, int first, int plans) {
    future.begin(call, arrays.number(problem), particle, arrays.members[problem]);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = future.noise(i / spec.stateSize(), i % spec.stateSize());
    }
    int end = first + Padding.toRows(plans);
    for (int at = first; at < end && !late.getAsBoolean(); at += SimdRollout.PLANS) {
      program.run(
          scratch,
          arrays.state,
          problem * spec.stateSize(),
          arrays.plans,
          arrays.planRow(problem, 0, 0) + at,
          arrays.width,
          spec.config().horizon(),
          spec.model().discount(),
          noise,
          arrays.returns,
          arrays.violations,
          arrays.returnRow(problem, particle) + at,
          Math.min(SimdRollout.PLANS, end - at));
    }
  }
}
