package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhiloxTest {

  /** The known answers of Random123: counter, key, words of philox4x32 with 10 rounds. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void givesThePublishedWords(String counter, String key, String expected) {
    int[] c = words(counter);
    int[] k = words(key);
    int[] out = new int[4];
    Philox.block(c[0], c[1], c[2], c[3], k[0], k[1], out);
    assertThat(out).isEqualTo(words(expected));
  }

  static Stream<Kernels> versions() {
    return Stream.of(Kernels.create(), new PlainKernels());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void rowsOfUniformNumbersAreThoseOfTheBlocksOneByOne(Kernels kernels) {
    int[] blocks = {0, 7, Integer.MAX_VALUE - 5, -3};
    long[] seeds = {0, -1, 0x123456789abcdef0L, 1L << 63};
    int pairs = 3 * Kernels.ROWS;
    float[] even = new float[pairs];
    float[] odd = new float[pairs];
    int[] out = new int[4];
    for (int block : blocks) {
      for (long seed : seeds) {
        int problem = block ^ (int) seed;
        kernels.uniforms(block, 5, -9, seed, problem, even, odd, pairs);
        for (int i = 0; i < pairs; i += 2) {
          int c0 = block + i / 2;
          Philox.block(c0, 5, -9, (int) (seed >>> 32), (int) seed, problem, out);
          assertThat(new float[] {even[i], odd[i], even[i + 1], odd[i + 1]})
              .as("block %d, seed %d", c0, seed)
              .containsExactly(
                  Philox.uniform(out[0]),
                  Philox.uniform(out[1]),
                  Philox.uniform(out[2]),
                  Philox.uniform(out[3]));
        }
      }
    }
  }

  /** Every number of 24 bits has its own place on the grid, by the scalar formula's rounding. */
  @Test
  void uniformNumbersLieWithinZeroAndOne() {
    assertThat(Philox.uniform(0)).isEqualTo(0x1p-25f);
    assertThat(Philox.uniform(-1)).isEqualTo(1f);
    assertThat(Philox.uniform(Integer.MIN_VALUE)).isEqualTo(0.5f);
  }

  private static int[] words(String text) {
    String[] parts = text.split(" ");
    int[] words = new int[parts.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.parseUnsignedInt(parts[i], 16);
    }
    return words;
  }
}
