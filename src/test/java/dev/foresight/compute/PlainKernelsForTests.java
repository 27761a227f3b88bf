package dev.foresight.compute;

/** Lets tests elsewhere have the plain kernels where the vector module is there too. */
public final class PlainKernelsForTests {
  private PlainKernelsForTests() {}

  public static Kernels create() {
    return new PlainKernels();
  }
}
