package dev.foresight.engine.kernel;

import dev.foresight.Network;
import dev.foresight.compute.Rounded;

/**
 * A layer's weights as the factors that tensor cores take, {@code [group][pair][terms][32 lanes][4]} words: a group of
 * inputs (16 in bfloat16, 8 in TF32) and a pair of eight outputs; before them the biases, rounded up to whole pairs.
 * The elements of a lane are those of PTX's {@code mma.m16n8k16} and {@code mma.m16n8k8}, second matrix.
 *
 * @param layer whose weights these are
 * @param warps say how they are rounded
 */
record Fragments(Network.Layer layer, Warps warps) implements Numbers.Content {
  private static final int WORDS = 4 * Warps.LANES;

  int pairs() {
    return Warps.pairs(layer.outputs());
  }

  int groups() {
    return Warps.pairs(layer.inputs()) * warps.factors();
  }

  /** Where the factors begin. */
  int biases() {
    return pairs() * Warps.PAIR;
  }

  /** Words of the factors alone. */
  int factorWords() {
    return groups() * pairs() * warps.terms() * WORDS;
  }

  @Override
  public long words() {
    return biases() + (long) groups() * pairs() * warps.terms() * WORDS;
  }

  @Override
  public void put(float[] values, int at) {
    System.arraycopy(layer.bias(), 0, values, at, layer.outputs());
    int to = at + biases();
    for (int group = 0; group < groups(); group++) {
      for (int pair = 0; pair < pairs(); pair++) {
        for (int term = 0; term < warps.terms(); term++) {
          for (int i = 0; i < WORDS; i++) {
            int output = Warps.PAIR * pair + i % 4 / 2 * 8 + i / 16;
            values[to++] = Float.intBitsToFloat(word(group, output, i / 4 % 4, i % 2, term));
          }
        }
      }
    }
  }

  /** The half-th word of a lane's column, quarter of a quarter of the group's inputs. */
  private int word(int group, int output, int quarter, int half, int term) {
    if (warps.tf32()) {
      return Rounded.tf32(weight(8 * group + 2 * quarter + half, output));
    }
    int input = 16 * group + 8 * half + 2 * quarter;
    int low = Rounded.bfloat16(weight(input, output), term);
    int high = Rounded.bfloat16(weight(input + 1, output), term);
    return high << 16 | low;
  }

  private float weight(int input, int output) {
    boolean there = input < layer.inputs() && output < layer.outputs();
    return there ? layer.weights()[output * layer.inputs() + input] : 0;
  }
}
