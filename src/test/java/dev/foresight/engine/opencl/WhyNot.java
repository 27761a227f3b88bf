package dev.foresight.engine.opencl;

/** Prints why the first OpenCL device cannot be used, as two who ask one after the other hear it. */
final class WhyNot {
  private WhyNot() {}

  public static void main(String[] arguments) {
    System.out.println(OpenCl.whyNot(0).orElse("it can"));
    System.out.println(OpenCl.whyNot(0).orElse("it can"));
    System.out.println(OpenCl.describe(0) + OpenCl.devices() + OpenCl.cpuDevice(0));
  }
}
