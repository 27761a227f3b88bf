package dev.foresight.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a fit came to. Losses are those of the epoch whose weights were kept: the best on the data
 * held out, or the last one if nothing was held out.
 *
 * @param epochs passes over the data that were carried out
 * @param bestEpoch the one whose weights were kept, from 1; 0 if none was better than the weights
 *     before the fit
 * @param rows transitions learned from
 * @param heldOut transitions held out
 * @param trainLoss see {@link Epoch}; NaN if {@code bestEpoch} is 0
 * @param holdOutLoss the same on the data held out; NaN if there was none
 * @param holdOutMse mean squared error of the members' (mean) outputs there, in units of the targets;
 *     NaN if there was none
 * @param seconds wall-clock time
 */
public record Training(
    int epochs,
    int bestEpoch,
    int rows,
    int heldOut,
    float trainLoss,
    float holdOutLoss,
    float holdOutMse,
    double seconds) {

  /** The loss by which it is judged: that on the data held out, or without such that on the data learned from. */
  public float loss() {
    return Float.isNaN(holdOutLoss) ? trainLoss : holdOutLoss;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int value : new int[] {epochs, bestEpoch, rows, heldOut}) {
      out.writeInt(value);
    }
    Binary.write(out, new float[] {trainLoss, holdOutLoss, holdOutMse});
    out.writeDouble(seconds);
  }

  static Training read(DataInput in) throws IOException {
    int[] counts = new int[4];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readInt();
    }
    float[] losses = new float[3];
    Binary.read(in, losses);
    return new Training(
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        losses[0],
        losses[1],
        losses[2],
        in.readDouble());
  }
}
