package dev.foresight.engine.kernel;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a kernel engine needs of a device: memory, programs and one queue that works in order. A
 * {@code Gpu} belongs to one engine and is used from one thread at a time; several of them on one
 * device share its context and, through {@link #share}, memory.
 *
 * <p>Memory is counted in words of 32 bits: floats or integers. Everything made by a {@code Gpu} that
 * was not closed before is released by {@link #close}. Every method throws {@link
 * dev.foresight.BackendException} naming the operation and its sizes where the device refuses.
 */
public interface Gpu extends AutoCloseable {

  /**
   * What a device has.
   *
   * @param name of the device and its driver, for people and as a key of caches
   * @param localBytes local (CUDA: shared) memory of a work-group
   * @param groupItems most work-items in a work-group
   * @param units compute units
   * @param memoryBytes most bytes of one allocation
   * @param cpu whether it is a processor that only looks like a GPU
   * @param tensorBytes shared memory that a work-group may ask for whose text is of {@code kernels/cuda}, for
   *     tensor cores of sm_80 or later; 0 where there are none
   */
  record Limits(
      String name,
      long localBytes,
      int groupItems,
      int units,
      long memoryBytes,
      boolean cpu,
      long tensorBytes) {

    /** Without tensor cores. */
    public Limits(
        String name, long localBytes, int groupItems, int units, long memoryBytes, boolean cpu) {
      this(name, localBytes, groupItems, units, memoryBytes, cpu, 0);
    }
  }

  /** Memory on the device. */
  interface Memory extends AutoCloseable {
    /** The number of words. */
    long words();

    @Override
    void close();
  }

  /** Memory here that the device copies from and to quickly. */
  interface Staging extends AutoCloseable {
    /** The same direct buffer each time, in native byte order. */
    ByteBuffer bytes();

    @Override
    void close();
  }

  /** A compiled kernel. */
  interface Kernel extends AutoCloseable {
    @Override
    void close();
  }

  /** A kernel with all its arguments, to be run as often as wanted. */
  interface Launch extends AutoCloseable {
    @Override
    void close();
  }

  /** An upload, some launches and a download, to be run as one. */
  interface Script extends AutoCloseable {
    @Override
    void close();
  }

  /** A copy of {@code words} words between the start of {@code here} and word {@code at} of {@code there}. */
  record Copy(Staging here, Memory there, long at, int words) {}

  Limits limits();

  /**
   * Takes memory.
   *
   * @param what it is for, as a message would say it
   */
  Memory allocate(String what, long words);

  /**
   * Memory with the given content that all engines on this device share: filled when nobody else has
   * it, released when the last {@code Gpu} that asked for it closes what it got.
   *
   * @param key equal keys mean equal content
   */
  Memory share(String what, Object key, java.util.function.Supplier<float[]> content);

  Staging stage(int words);

  /**
   * Compiles a kernel.
   *
   * @param name of the kernel in the text
   * @param text in the dialect of {@code kernels/README.md}, with its includes resolved; the device
   *     puts its own header in front
   * @param askedBytes group memory that each launch asks for besides what the text declares, up to {@link
   *     Limits#tensorBytes}
   * @throws dev.foresight.BackendException with the compiler's log
   */
  Kernel compile(String name, String text, long askedBytes);

  /** Compiles a kernel that declares all of its group memory. */
  default Kernel compile(String name, String text) {
    return compile(name, text, 0);
  }

  /**
   * Makes a launch of {@code groups} work-groups of {@code items} work-items.
   *
   * @param memory the kernel's pointer arguments
   * @param numbers the integer arguments that follow them
   */
  Launch prepare(Kernel kernel, int groups, int items, Memory[] memory, int... numbers);

  /** Starts a copy to the device. The staging memory is not to be written before {@link #finish}. */
  void upload(Copy copy);

  /** Copies to here, and returns when it is there: all work before is done then. */
  void download(Copy copy);

  /** Starts a launch after all work before. */
  void run(Launch launch);

  /** Makes a script: upload, launches in order, download. */
  Script script(Copy upload, List<Launch> launches, Copy download);

  /** Runs a script, and returns when its download is there. */
  void run(Script script);

  /** Returns when all work is done. */
  void finish();

  @Override
  void close();
}
