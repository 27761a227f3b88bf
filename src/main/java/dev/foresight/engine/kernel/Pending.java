package dev.foresight.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Launches that are put off until something is read. A list that comes again, as each call of a planner
 * is, becomes a script of the device.
 */
final class Pending {
  private final Gpu gpu;
  private final DeviceArrays arrays;
  private final List<Gpu.Launch> launches = new ArrayList<>();
  private final List<Gpu.Launch> before = new ArrayList<>();
  private Gpu.Script script;
  private boolean ofCall;

  Pending(Gpu gpu, DeviceArrays arrays) {
    this.gpu = gpu;
    this.arrays = arrays;
  }

  void add(Gpu.Launch launch) {
    launches.add(launch);
  }

  /** What is added next is of that call; what is there of another is run first. */
  void begin(int call) {
    if (arrays.call() != call) {
      if (ofCall) {
        run();
      }
      arrays.writeCall(call);
    }
    ofCall = true;
  }

  /** Starts what is there. */
  void run() {
    arrays.upload();
    for (int i = 0; i < launches.size(); i++) {
      gpu.run(launches.get(i));
    }
    clear();
  }

  /** Starts what is there, if anything is. */
  void runAny() {
    if (!launches.isEmpty()) {
      run();
    }
  }

  /** Runs what is there and gets the results of a round of one plan. */
  void fetch() {
    if (launches.isEmpty() || !launches.equals(before)) {
      forget();
      before.addAll(launches);
      run();
      arrays.fetch();
      return;
    }
    if (script == null) {
      script = gpu.script(arrays.uploading(), List.copyOf(launches), arrays.downloading());
    }
    clear();
    arrays.run(script);
  }

  private void clear() {
    launches.clear();
    ofCall = false;
  }

  /** Forgets what came before, and the script of it: launches are about to be closed. */
  void forget() {
    if (script != null) {
      script.close();
      script = null;
    }
    before.clear();
  }
}
