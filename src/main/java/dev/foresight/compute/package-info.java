/**
 * Arithmetic shared by the CPU engine and by learning: random numbers, threads, and {@link
 * dev.foresight.compute.Kernels} with the Vector API or in plain Java. Internal.
 */
package dev.foresight.compute;
