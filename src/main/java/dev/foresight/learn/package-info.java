/**
 * Learning the dynamics: a replay buffer, the training of a probabilistic ensemble on the CPU, and
 * the loop that alternates between the two and planning (PETS, Chua et al. 2018).
 */
package dev.foresight.learn;
