package dev.foresight.compute;

import java.util.Objects;

/** A way to standard normal numbers. */
@FunctionalInterface
public interface Normals {
  /**
   * Pairs of them from the blocks that {@link Kernels#uniforms} takes, made by {@link Kernels#normals}.
   *
   * @param pairs a multiple of {@link Kernels#ROWS}
   */
  void draw(
      int block,
      int call,
      int stream,
      long seed,
      int problem,
      float[] even,
      float[] odd,
      int pairs);

  /** By these kernels. */
  static Normals of(Kernels kernels) {
    return (block, call, stream, seed, problem, even, odd, pairs) -> {
      kernels.uniforms(block, call, stream, seed, problem, even, odd, pairs);
      kernels.normals(even, odd, pairs);
    };
  }

  /** By the native library. */
  static Normals of(Simd simd) {
    int number = simd.ordinal();
    return (block, call, stream, seed, problem, even, odd, pairs) -> {
      if (pairs % Kernels.ROWS != 0) {
        throw new IllegalArgumentException(
            "pairs is " + pairs + "; it must be a multiple of " + Kernels.ROWS);
      }
      Objects.checkFromIndexSize(0, pairs, Math.min(even.length, odd.length));
      SimdLibrary.require(
          SimdLibrary.normals(number, block, call, stream, seed, problem, even, odd, pairs));
    };
  }
}
