package dev.foresight.engine.cuda;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that PTX asks of the driver. */
final class Ptx {
  private static final Pattern VERSION = Pattern.compile("(?m)^\\.version (\\d+)\\.(\\d+)");

  private Ptx() {}

  /**
   * PTX for a driver that may be older than its compiler: the version it asks for becomes at most the
   * driver's. What is said in it is old enough: kernels use nothing that came later.
   *
   * @param driver 12060 for CUDA 12.6
   */
  static byte[] lowered(byte[] ptx, int driver) {
    String text = new String(ptx, StandardCharsets.ISO_8859_1);
    Matcher version = VERSION.matcher(text);
    int known = version(driver);
    if (version.find()
        && 10 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) > known) {
      text = version.replaceFirst(".version " + known / 10 + "." + known % 10);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The PTX that came with a CUDA, 85 for 8.5 (release notes in NVIDIA's "Parallel Thread Execution
   * ISA"): 11.x brought 7.x, 12.0 to 12.5 8.0 to 8.5, 12.6 the same 8.5, 12.7 to 12.9 8.6 to 8.8,
   * and from 13.0 on it is 9.0, 9.1 and so on.
   */
  static int version(int driver) {
    int major = driver / 1000;
    int minor = driver % 1000 / 10;
    int late = major == 12 && minor > 5 ? 1 : 0;
    return 10 * (major - 4) + minor - late;
  }
}
