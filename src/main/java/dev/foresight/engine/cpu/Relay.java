package dev.foresight.engine.cpu;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;

/**
 * How the tiles of a rollout become parts that workers take one after the other. Most tiles are a part each. Where a
 * plan's way through the horizon is long, as in a simulator, the last few tiles are handed on instead: they go forward together,
 * a leg of the horizon at a time, and whoever is free takes the next leg. So the workers are done together, however few the
 * plans are and however unequal.
 */
final class Relay {
  private static final int GONE = Integer.MIN_VALUE;

  private final Tiles tiles;
  private final int workers;
  private final int horizon;
  private final int legs;
  private final SingleRollout[] runners;
  private final AtomicIntegerArray legsDone;
  private int tilesAlone;
  private int handedOn;

  /**
   * @param legs parts of a tile that is handed on; 1 if none is
   * @param runner makes each of those that carry a tile's states from leg to leg
   */
  Relay(Tiles tiles, int workers, int horizon, int legs, IntFunction<SingleRollout> runner) {
    this.tiles = tiles;
    this.workers = workers;
    this.horizon = horizon;
    this.legs = Math.min(legs, horizon);
    runners = new SingleRollout[this.legs > 1 && workers > 1 ? Tiles.SHARES * workers : 0];
    Arrays.setAll(runners, runner);
    legsDone = new AtomicIntegerArray(runners.length);
  }

  /** Cuts up so many futures of so many plans, and says how many parts they are. */
  int cut(int futures, int plans) {
    int count = tiles.cut(futures, plans);
    handedOn = count > workers ? Math.min(count, runners.length) : 0;
    tilesAlone = count - handedOn;
    for (int runner = 0; runner < handedOn; runner++) {
      legsDone.set(runner, 0);
    }
    return tilesAlone + handedOn * legs;
  }

  /** Which tile a part belongs to. */
  int tile(int part) {
    return part < tilesAlone ? part : tilesAlone + (part - tilesAlone) % handedOn;
  }

  /** Whether a part is a leg, for {@link #run}, and no whole tile. */
  boolean isLeg(int part) {
    return part >= tilesAlone;
  }

  /** Runs a leg once the one before it is done; not after one that failed. */
  void run(int part, EngineArrays arrays, int call, int problem, int particle) {
    int tile = tile(part);
    int runner = tile - tilesAlone;
    int leg = (part - tilesAlone) / handedOn;
    if (!isNext(runner, leg)) {
      return;
    }
    int done = GONE;
    try {
      if (leg == 0) {
        runners[runner].begin(
            arrays, call, problem, particle, tiles.first(tile), tiles.plans(tile));
      }
      runners[runner].advance((leg + 1) * horizon / legs);
      done = leg + 1;
    } finally {
      legsDone.set(runner, done);
    }
  }

  /** Waits for the leg before, which another worker has taken already. */
  private boolean isNext(int runner, int leg) {
    int done = legsDone.get(runner);
    for (int spins = 0; done < leg && done != GONE; spins++) {
      if (spins < 1000) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      done = legsDone.get(runner);
    }
    return done == leg;
  }
}
