package dev.foresight;

import java.util.Locale;

/**
 * How exactly the products of a learned model's layers are computed in a rollout. States, activations between
 * layers, heads, formulas, rewards and sums are in single precision in any case.
 *
 * <p>All but {@link #FP32} are products of tensor cores: on CUDA GPUs of compute capability 8.0 or later, through an
 * {@link Ensemble} under {@link Propagation#TS1} or {@link Propagation#TS_INFINITY}, with rewards, ends and terminal
 * values that are formulas. {@link #BF16} is also had on processors with products of bfloat16 (AVX512_BF16), by native
 * code, for networks of every kind. A planner for which one was asked by name that cannot be had is not opened. Where
 * none was asked for, a GPU that can takes {@link #BF16X6} for networks that are worth it, and any other engine {@link #FP32}.
 *
 * <pre>{@code
 * Planner.builder(model, actions, config).backend(Backend.CUDA).precision(Precision.BF16).build();
 * }</pre>
 */
public enum Precision {
  /** Single precision, on every engine. */
  FP32(1e-10),
  /** Factors as sums of three bfloat16 numbers, 24 bits as in single precision; six products each. */
  BF16X6(1e-10),
  /** Factors as sums of two bfloat16 numbers, 16 bits; three products each. */
  BF16X3(1e-9),
  /** Factors rounded to TF32, 11 bits. */
  TF32(3e-5),
  /** Factors rounded to bfloat16, 8 bits: the fastest. */
  BF16(1e-3);

  private final double returnsError;

  Precision(double returnsError) {
    this.returnsError = returnsError;
  }

  /**
   * The greatest mean squared error of returns, as a share of their mean square, that tests allow through well-behaved
   * models. What a planner's own model makes of it depends on how fast its futures part.
   */
  public double returnsError() {
    return returnsError;
  }

  /** The precision of that name, in any case. */
  public static Precision named(String name) {
    for (Precision precision : values()) {
      if (precision.name().equals(name.toUpperCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision is \"" + name + "\"; choose one of fp32, bf16x6, bf16x3, tf32, bf16");
  }
}
