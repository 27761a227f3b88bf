package dev.foresight.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Progress of a fit: one pass of every member over the data.
 *
 * @param epoch counted from 1
 * @param epochs most that there will be
 * @param trainLoss mean loss on the data learned from, over the members, while they learned: of an
 *     {@link EnsembleTrainer} the negative log-likelihood per state element (in nats), of a {@link
 *     NetworkTrainer} the squared error as a share of the targets' variance
 * @param holdOutLoss the same on the data held out, after the epoch; NaN if nothing was held out
 * @param holdOutMse mean squared error of the members' (mean) outputs there, in units of the targets;
 *     NaN if nothing was held out
 */
public record Epoch(int epoch, int epochs, float trainLoss, float holdOutLoss, float holdOutMse) {
  /** The loss by which it is judged: that on the data held out, or without such that on the data learned from. */
  public float loss() {
    return Float.isNaN(holdOutLoss) ? trainLoss : holdOutLoss;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeInt(epochs);
    Binary.write(out, new float[] {trainLoss, holdOutLoss, holdOutMse});
  }

  static Epoch read(DataInput in) throws IOException {
    int epoch = in.readInt();
    int epochs = in.readInt();
    float[] losses = new float[3];
    Binary.read(in, losses);
    return new Epoch(epoch, epochs, losses[0], losses[1], losses[2]);
  }
}
