package dev.foresight.engine.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Warns of a driver that takes the JVM's signal handlers away. PoCL compiles with LLVM inside the
 * process, and LLVM then handles SIGSEGV, by which the JVM stops its threads and finds null pointers.
 * LLVM takes each for the process's end, removes the files that it is writing, so that compiling
 * fails, and hands the signal back; when two threads meet one at the same moment the process ends
 * without a word. The JVM's library libjsig, loaded before all others, keeps its handlers.
 */
final class SignalChain {
  private static final System.Logger LOG = System.getLogger(SignalChain.class.getName());
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String POCL = "Portable Computing Language";
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private SignalChain() {}

  /** Whether libjsig is loaded; true where that cannot be known. */
  static boolean kept() {
    if (!Files.isReadable(MAPS)) {
      return true;
    }
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines.anyMatch(line -> line.endsWith("libjsig.so"));
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "reading " + MAPS, e);
      return true;
    }
  }

  /** One warning in a process, if the device's driver needs it. */
  static void check(Device device) {
    if (device.platformName().equals(POCL) && !kept() && !WARNED.getAndSet(true)) {
      LOG.log(System.Logger.Level.WARNING, warning());
    }
  }

  static String warning() {
    return "PoCL's compiler replaces the JVM's signal handlers, so that compiling may fail or the JVM end"
        + " without a word; start it with LD_PRELOAD=" + System.getProperty("java.home")
        + "/lib/libjsig.so";
  }
}
