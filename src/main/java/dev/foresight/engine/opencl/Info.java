package dev.foresight.engine.opencl;

import java.nio.charset.StandardCharsets;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** Asks a device or a platform for one of its properties. */
@FunctionalInterface
interface Info {
  /** As {@code clGet...Info}. */
  int get(int what, long bytes, Pointer into, long[] size);

  static Info of(cl_device_id device) {
    return (what, bytes, into, size) -> CL.clGetDeviceInfo(device, what, bytes, into, size);
  }

  static Info of(cl_platform_id platform) {
    return (what, bytes, into, size) -> CL.clGetPlatformInfo(platform, what, bytes, into, size);
  }

  /** A text, without its final zero. */
  default String text(int what) {
    long[] size = new long[1];
    Codes.check(get(what, 0, null, size), "reading the size of property " + what);
    byte[] text = new byte[(int) size[0]];
    Codes.check(get(what, size[0], Pointer.to(text), null), "reading property " + what);
    return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  /** A number of four or eight bytes. */
  default long number(int what) {
    long[] size = new long[1];
    Codes.check(get(what, 0, null, size), "reading the size of property " + what);
    if (size[0] == Integer.BYTES) {
      int[] value = new int[1];
      Codes.check(get(what, size[0], Pointer.to(value), null), "reading property " + what);
      return Integer.toUnsignedLong(value[0]);
    }
    long[] value = new long[1];
    Codes.check(get(what, size[0], Pointer.to(value), null), "reading property " + what);
    return value[0];
  }
}
