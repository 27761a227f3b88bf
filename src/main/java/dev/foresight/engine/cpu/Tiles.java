package dev.foresight.engine.cpu;

import java.util.Arrays;

/**
 * How the plans of all futures are cut into tiles, which workers take one after the other. A tile has plans
 * of one future. Tiles become smaller towards the end, between bounds, so that workers who are unequally
 * fast are done together (guided self-scheduling, Polychronopoulos and Kuck 1987); with equal bounds all are alike.
 */
final class Tiles {
  /** Tiles that each worker would get if all were as wide as the next one. */
  static final int SHARES = 2;

  private final int workers;
  private final int narrowest;
  private final int widest;
  private int futures;
  private int plans;
  private int count;
  private int[] begins = new int[16];

  /**
   * @param narrowest plans in a tile at least, but for the last of a future; others have a multiple of that
   * @param widest plans in a tile at most
   */
  Tiles(int workers, int narrowest, int widest) {
    this.workers = workers;
    this.narrowest = narrowest;
    this.widest = widest;
  }

  /** Cuts up so many futures of so many plans, and says how many tiles they are. */
  int cut(int futures, int plans) {
    if (futures != this.futures || plans != this.plans) {
      this.futures = futures;
      this.plans = plans;
      int all = Math.multiplyExact(futures, plans);
      count = 0;
      for (int at = 0; at < all; at += wide(all, at)) {
        begin(at);
      }
      begin(all);
      count--;
    }
    return count;
  }

  private int wide(int all, int at) {
    int fair = (all - at) / (SHARES * workers);
    int wide = Math.max(narrowest, Math.min(widest, fair - fair % narrowest));
    return Math.min(wide, plans - at % plans);
  }

  private void begin(int at) {
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, 2 * count);
    }
    begins[count++] = at;
  }

  /** Whose plans a tile has. */
  int future(int tile) {
    return begins[tile] / plans;
  }

  /** The first of its plans. */
  int first(int tile) {
    return begins[tile] % plans;
  }

  /** How many they are. */
  int plans(int tile) {
    return begins[tile + 1] - begins[tile];
  }
}
