package dev.foresight.compute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Rollouts through formulas by the native library. Immutable, so workers share it. */
public final class SimdRollout {
  /** Plans that the library takes at a time, at most. */
  public static final int PLANS = 64;

  private final Simd simd;
  private final ByteBuffer program;
  private final int states;
  private final int actions;
  private final int rows;

  /**
   * Takes a program over.
   *
   * @param program as {@code native/simd/formulas.h} describes it, which begins with its numbers of states, of actions and of rows
   */
  public SimdRollout(Simd simd, int[] program) {
    this.simd = simd;
    states = program[0];
    actions = program[1];
    rows = program[2];
    this.program =
        Direct.lines((long) Integer.BYTES * program.length).order(ByteOrder.nativeOrder());
    this.program.asIntBuffer().put(program);
  }

  /** What a worker needs beside its arrays. */
  public ByteBuffer scratch() {
    return Direct.lines(bytes());
  }

  private long bytes() {
    return (long) Float.BYTES * PLANS * rows;
  }

  /**
   * Rolls out plans through one future.
   *
   * @param scratch of {@link #scratch}
   * @param state where the states of all problems are, this one's from {@code stateAt} on
   * @param plans where action a at step t is that of the plans from {@code plansAt + (t A + a) width} on
   * @param noise {@code [H][S]}, or nothing
   * @param returns to be filled from {@code at} on
   * @param violations the same, or nothing
   * @param count of plans, a multiple of {@link Kernels#ROWS}
   */
  public void run(
      ByteBuffer scratch,
      float[] state,
      int stateAt,
      float[] plans,
      int plansAt,
      int width,
      int horizon,
      float discount,
      float[] noise,
      float[] returns,
      float[] violations,
      int at,
      int count) {
    if (count <= 0 || count % Kernels.ROWS != 0 || width < count || scratch.capacity() < bytes()) {
      throw new IllegalArgumentException("count is " + count + "; it must be a multiple of "
          + Kernels.ROWS + " up to the width, " + width + ", and scratch of this program's size");
    }
    Objects.checkFromIndexSize(stateAt, states, state.length);
    Objects.checkFromIndexSize(plansAt, (horizon * actions - 1) * width + count, plans.length);
    Objects.checkFromIndexSize(at, count, returns.length);
    Objects.checkFromIndexSize(0, noise.length == 0 ? 0 : horizon * states, noise.length);
    Objects.checkFromIndexSize(at, count, violations.length == 0 ? at + count : violations.length);
    SimdLibrary.require(SimdLibrary.rollout(
        simd.ordinal(),
        program,
        scratch,
        state,
        stateAt,
        plans,
        plansAt,
        width,
        horizon,
        discount,
        noise,
        returns,
        at,
        violations,
        count));
  }
}
