package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;

/** Runs a kernel with a fault that a race checker must find, or one without, on the first device. */
final class PlantedFault {
  private static final int ITEMS = 16;

  private PlantedFault() {}

  /** Runs the kernel of that name. */
  public static void main(String[] arguments) {
    String name = arguments[0];
    try (Gpu gpu = OpenCl.gpu(0)) {
      System.out.println(gpu.limits().name());
      Gpu.Memory data = gpu.allocate("data", ITEMS);
      Gpu.Kernel kernel = gpu.compile("planted", text(name));
      gpu.run(gpu.prepare(kernel, 1, ITEMS, new Gpu.Memory[] {data}));
      gpu.finish();
    }
    System.out.println("done");
  }

  private static String text(String name) {
    String exchange = "shared[i] = i; %s data[i] = shared[(i + 1) % 16];";
    String body =
        switch (name) {
          case "nothing" -> exchange.replace("%s", "barrier(CLK_LOCAL_MEM_FENCE);");
          case "race" -> "data[i / 2] = i;";
          case "barrier" -> exchange.replace("%s", "");
          case "bounds" -> "data[i + 1] = i;";
          default -> throw new IllegalArgumentException("there is no fault " + name);
        };
    return """
        __kernel GROUP(16) void planted(__global int *data)
        {
            __local int shared[16];
            int i = (int) get_local_id(0);
            shared[i] = 0;
            barrier(CLK_LOCAL_MEM_FENCE);
            BODY
        }
        """.replace("BODY", body);
  }
}
