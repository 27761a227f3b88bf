package dev.foresight.compute;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds of vectors that the native library ({@code native/simd}) computes networks with. The library is
 * optional: a jar has it if it was built with the profile {@code native}.
 */
public enum Simd {
  // The library knows them by their place.
  AVX2("AVX2", 6),
  AVX512("AVX-512", 8),
  NEON("NEON", 8);

  private final String title;

  /** Outputs in a register tile. */
  final int tall;

  Simd(String title, int tall) {
    this.title = title;
    this.tall = tall;
  }

  /** Those of this processor, the fastest last; none without the library. */
  public static List<Simd> here() {
    return whyNot().isPresent()
        ? List.of()
        : Stream.of(values()).filter(s -> SimdLibrary.has(s.ordinal())).toList();
  }

  /** The fastest of this processor. */
  public static Optional<Simd> fastest() {
    List<Simd> here = here();
    return here.isEmpty() ? Optional.empty() : Optional.of(here.get(here.size() - 1));
  }

  /** Why the library is not used and what would help; empty if it is. */
  public static Optional<String> whyNot() {
    return SimdLibrary.WHY_NOT;
  }

  /** What computes, in a few words. */
  public String describe() {
    return "native code with " + title;
  }
}
