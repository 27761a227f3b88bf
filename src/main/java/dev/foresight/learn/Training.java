package dev.foresight.learn;

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
    double seconds) {}
