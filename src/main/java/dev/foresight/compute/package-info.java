/**
 * What the public types, the CPU engine and learning share: checks of input, random numbers, threads,
 * and {@link dev.foresight.compute.Kernels} and {@link dev.foresight.compute.Gradients}, with the Vector
 * API or in plain Java. Internal.
 */
package dev.foresight.compute;
