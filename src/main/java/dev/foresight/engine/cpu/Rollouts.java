package dev.foresight.engine.cpu;

import dev.foresight.compute.Kernels;
import dev.foresight.engine.EngineSpec;
import java.util.Arrays;
import java.util.function.Supplier;

/** The rollouts of all workers, and how they share out the plans of a round. */
final class Rollouts {
  private final EngineSpec spec;
  private final EngineArrays arrays;
  private final Tiles tiles;
  private final Relay relay;
  private final Rollout[] ofWorkers;

  /**
   * Makes them.
   *
   * @param tile the width that all tiles must have, see {@link NetworkPacker#tile}
   */
  Rollouts(Rollout.Model model, int tile, EngineArrays arrays, Supplier<Kernels> kernels) {
    spec = model.spec;
    this.arrays = arrays;
    int widest = Math.min(tile > 0 ? tile : fair(model.widestTile()), arrays.width);
    tiles = new Tiles(spec.threads(), tile > 0 ? widest : model.narrowestTile(), widest);
    relay = new Relay(
        tiles,
        spec.threads(),
        spec.config().horizon(),
        model.legs(),
        runner -> model.handedOn(kernels.get(), widest));
    ofWorkers = new Rollout[spec.threads()];
    Arrays.setAll(ofWorkers, worker -> model.on(kernels.get(), widest));
  }

  /** Wide tiles for speed, but enough of them to keep all workers busy to the end. */
  private int fair(int widest) {
    long plans = (long) spec.problems() * spec.apart() * arrays.width;
    int fair = Padding.toRows((int) Math.min(widest, plans / (4L * spec.threads()) + 1));
    return Math.min(widest, fair);
  }

  /** Into how many parts a round of so many plans is cut. */
  int cut(int plans) {
    return relay.cut(spec.problems() * spec.apart(), plans);
  }

  /** Whose plans a part has. */
  int problem(int part) {
    return tiles.future(relay.tile(part)) / spec.apart();
  }

  /** Does a part. */
  void run(int part, int worker, int call) {
    int tile = relay.tile(part);
    int particle = tiles.future(tile) % spec.apart();
    int problem = problem(part);
    if (relay.isLeg(part)) {
      relay.run(part, arrays, call, problem, particle);
    } else {
      ofWorkers[worker].run(arrays, call, problem, particle, tiles.first(tile), tiles.plans(tile));
    }
  }
}
