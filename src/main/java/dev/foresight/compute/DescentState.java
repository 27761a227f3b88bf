package dev.foresight.compute;

/**
 * What an epoch of training changes, in place.
 *
 * @param weights {@code [E][layers][(inputs + 1) outputs]}, input after input, the bias last
 * @param moments1 Adam's first moments of the weights
 * @param moments2 Adam's second moments
 * @param limits of the log-variance, the lower ones, then the upper ones; or none
 * @param limitMoments1 Adam's first moments of the limits
 * @param limitMoments2 Adam's second moments
 */
public record DescentState(
    float[][][] weights,
    float[][][] moments1,
    float[][][] moments2,
    double[] limits,
    double[] limitMoments1,
    double[] limitMoments2) {}
