package dev.foresight.engine.opencl;

import dev.foresight.engine.kernel.Gpu;
import dev.foresight.engine.kernel.KernelCache;
import dev.foresight.engine.kernel.Owned;
import dev.foresight.engine.kernel.Shared;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/** One queue on an OpenCL device. */
final class OpenClGpu implements Gpu {
  private static final int WORD = Integer.BYTES;

  private final Device device;
  private final Owned owned = new Owned();
  private final DeviceContext context;
  private final cl_command_queue queue;
  private final Buffers buffers;
  private final Programs programs;

  OpenClGpu(Device device, KernelCache cache, String options) {
    this.device = device;
    SignalChain.check(device);
    boolean opened = false;
    try {
      Shared.Lease<DeviceContext> lease = DeviceContext.of(device);
      owned.add("the context", lease::close);
      context = lease.value();
      queue = queue(device, context);
      owned.add("the queue", this::releaseQueue);
      buffers = new Buffers(device, context, queue);
      programs = new Programs(device, context.context(), cache, options);
      opened = true;
    } finally {
      if (!opened) {
        owned.close();
      }
    }
  }

  /** In order; of OpenCL 1.2, whose devices have no newer call. */
  @SuppressWarnings("deprecation")
  private static cl_command_queue queue(Device device, DeviceContext context) {
    int[] code = new int[1];
    cl_command_queue queue = CL.clCreateCommandQueue(context.context(), device.id(), 0, code);
    Codes.check(code[0], "creating a queue on " + device.name());
    return queue;
  }

  private void releaseQueue() {
    int done = CL.clFinish(queue);
    Codes.check(CL.clReleaseCommandQueue(queue), "releasing the queue");
    Codes.check(done, "waiting for the last work");
  }

  @Override
  public Limits limits() {
    return device.limits();
  }

  @Override
  public Memory allocate(String what, long words) {
    owned.check();
    cl_mem mem = buffers.create(what, words);
    return new OpenClMemory(mem, words, owned.add(what, () -> Buffers.release(mem, what)));
  }

  @Override
  public Memory share(String what, Object key, Supplier<float[]> content) {
    owned.check();
    Shared.Lease<DeviceContext.Filled> lease =
        context.memory().get(key, () -> buffers.filled(what, content.get()));
    return new OpenClMemory(
        lease.value().mem(), lease.value().words(), owned.add(what, lease::close));
  }

  @Override
  public Staging stage(int words) {
    owned.check();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(words, WORD)).order(ByteOrder.nativeOrder());
    return new OpenClStaging(bytes, Pointer.to(bytes), owned.add("staging memory", () -> {}));
  }

  @Override
  public Kernel compile(String name, String text, long askedBytes) {
    owned.check();
    if (askedBytes > 0) {
      throw new IllegalArgumentException("kernel " + name + " would ask for " + askedBytes
          + " bytes of group memory, and can for none on OpenCL");
    }
    cl_program program = programs.compile(name, text);
    return new OpenClKernel(
        name,
        program,
        owned.add(
            "kernel " + name,
            () -> Codes.check(CL.clReleaseProgram(program), "releasing program " + name)));
  }

  @Override
  public Launch prepare(Kernel kernel, int groups, int items, Memory[] memory, int... numbers) {
    owned.check();
    OpenClKernel from = (OpenClKernel) kernel;
    from.handle().check();
    cl_kernel made = Arguments.kernel(device, from, items, memory, numbers);
    return new OpenClLaunch(
        from.name(),
        made,
        groups,
        items,
        owned.add("a launch of " + from.name(), () -> Arguments.release(made, from, memory)));
  }

  @Override
  public void upload(Copy copy) {
    owned.check();
    buffers.upload(copy);
  }

  @Override
  public void download(Copy copy) {
    owned.check();
    buffers.download(copy);
  }

  @Override
  public void run(Launch launch) {
    ((OpenClLaunch) launch).run(queue);
  }

  @Override
  public Script script(Copy upload, List<Launch> launches, Copy download) {
    owned.check();
    return new OpenClScript(
        upload,
        launches.stream().map(OpenClLaunch.class::cast).toArray(OpenClLaunch[]::new),
        download);
  }

  @Override
  public void run(Script script) {
    OpenClScript steps = (OpenClScript) script;
    upload(steps.upload());
    for (OpenClLaunch launch : steps.launches()) {
      launch.run(queue);
    }
    download(steps.download());
  }

  @Override
  public void finish() {
    owned.check();
    buffers.finish();
  }

  /** What the compiler said about a kernel; empty if nothing. */
  String log(Kernel kernel) {
    return programs.log(((OpenClKernel) kernel).program());
  }

  /** How many live handles there are in the context of this device, over all engines. */
  int contextUsers() {
    return context.users();
  }

  @Override
  public void close() {
    owned.close();
  }
}
