package dev.foresight.env;

/**
 * What an environment answers to an action.
 *
 * @param observation what is seen now, length S; the receiver's own copy
 * @param reward for this step
 * @param terminated whether the task ended here, by success or failure
 * @param truncated whether the time limit ended the episode here
 */
public record Step(float[] observation, float reward, boolean terminated, boolean truncated) {}
