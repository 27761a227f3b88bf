package dev.foresight.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayTest {
  private static Relay relay(Tiles tiles, int workers, int horizon, int legs) {
    return new Relay(tiles, workers, horizon, legs, runner -> null);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 10, 8, 20",
    "2, 1, 3, 8, 20",
    "2, 1, 1000, 8, 20",
    "3, 5, 7, 4, 2",
    "16, 1, 20, 8, 40",
    "1, 1, 100, 8, 40",
    "2, 4, 100, 1, 40"
  })
  void everyTileIsOnePartOrAllItsLegsInTurn(
      int workers, int futures, int plans, int legs, int horizon) {
    Tiles tiles = new Tiles(workers, 1, 64);
    Relay relay = relay(tiles, workers, horizon, legs);
    for (int round : new int[] {plans, 1, plans}) {
      int parts = relay.cut(futures, round);
      int[] seen = new int[tiles.cut(futures, round)];
      boolean[] inLegs = new boolean[seen.length];
      int last = -1;
      for (int part = 0; part < parts; part++) {
        int tile = relay.tile(part);
        if (relay.isLeg(part) && last >= 0 && inLegs[last]) {
          // The others that are handed on come between two legs of a tile.
          int before = tile > 0 && inLegs[tile - 1] ? tile - 1 : seen.length - 1;
          assertThat(last).isEqualTo(before);
        }
        inLegs[tile] |= relay.isLeg(part);
        seen[tile]++;
        last = tile;
      }
      for (int tile = 0; tile < seen.length; tile++) {
        assertThat(seen[tile]).isEqualTo(inLegs[tile] ? Math.min(legs, horizon) : 1);
      }
    }
  }

  @Test
  void nothingIsHandedOnWhereNobodyWouldBeFreeToTakeIt() {
    assertThat(relay(new Tiles(1, 1, 1), 1, 40, 8).cut(1, 5)).isEqualTo(5);
    assertThat(relay(new Tiles(4, 1, 64), 4, 40, 8).cut(1, 4)).isEqualTo(4);
    assertThat(relay(new Tiles(4, 1, 64), 4, 40, 8).cut(1, 5)).isEqualTo(5 * 8);
    assertThat(relay(new Tiles(4, 1, 64), 4, 40, 1).cut(1, 5)).isEqualTo(5);
  }
}
