package dev.foresight.compute;

import dev.foresight.Precision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds of vectors that the native library ({@code native/simd}) computes networks with. The library is
 * optional: a jar has it if it was built with the profile {@code native}.
 */
public enum Simd {
  // The library knows them by their place.
  AVX2("AVX2", 6, Precision.FP32),
  AVX512("AVX-512", 8, Precision.FP32),
  NEON("NEON", 8, Precision.FP32),
  AVX512_BF16("bfloat16 if asked for", 8, Precision.BF16);

  private final String title;
  private final Precision precision;

  /** Outputs in a register tile. */
  final int tall;

  Simd(String title, int tall, Precision precision) {
    this.title = title;
    this.tall = tall;
    this.precision = precision;
  }

  /** Of products. */
  public Precision precision() {
    return precision;
  }

  /** Inputs that share 32 bits. */
  int group() {
    return precision == Precision.BF16 ? 2 : 1;
  }

  /** Those of this processor, of one precision the fastest last; none without the library. */
  public static List<Simd> here() {
    return whyNot().isPresent()
        ? List.of()
        : Stream.of(values()).filter(s -> SimdLibrary.has(s.ordinal())).toList();
  }

  /** The fastest of this processor in that precision. */
  public static Optional<Simd> fastest(Precision precision) {
    return here().stream().filter(s -> s.precision == precision).reduce((a, b) -> b);
  }

  /** Why the library is not used and what would help; empty if it is. */
  public static Optional<String> whyNot() {
    return SimdLibrary.WHY_NOT;
  }

  /** Their name. */
  public String describe() {
    return title;
  }
}
