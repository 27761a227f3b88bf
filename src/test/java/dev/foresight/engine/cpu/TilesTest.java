package dev.foresight.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {
  @ParameterizedTest
  @CsvSource({
    "2, 1, 64, 1, 10",
    "2, 1, 64, 1, 40",
    "16, 1, 256, 1, 64",
    "3, 1, 32, 7, 100",
    "2, 64, 64, 3, 400",
    "8, 32, 32, 2, 33",
    "1, 1, 256, 1, 1"
  })
  void everyPlanOfEveryFutureIsInOneTile(int workers, int least, int most, int futures, int plans) {
    Tiles tiles = new Tiles(workers, least, most);
    for (int round : new int[] {plans, plans / 2 + 1, plans}) {
      int count = tiles.cut(futures, round);
      int next = 0;
      for (int tile = 0; tile < count; tile++) {
        assertThat(tiles.future(tile) * round + tiles.first(tile)).isEqualTo(next);
        assertThat(tiles.plans(tile)).isBetween(1, Math.min(most, round - tiles.first(tile)));
        next += tiles.plans(tile);
      }
      assertThat(next).isEqualTo(futures * round);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 32, 128, 20, 500", "2, 32, 96, 3, 400", "7, 32, 256, 1, 2048"})
  void tilesHaveWholeBlocksOfPlansAndEndNarrow(
      int workers, int least, int most, int futures, int plans) {
    Tiles tiles = new Tiles(workers, least, most);
    int count = tiles.cut(futures, plans);
    assertThat(tiles.plans(0)).isGreaterThan(least);
    for (int tile = 0; tile < count; tile++) {
      boolean last = tiles.first(tile) + tiles.plans(tile) == plans;
      assertThat(last || tiles.plans(tile) % least == 0).isTrue();
    }
    assertThat(tiles.plans(count - 1)).isLessThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"2, 10", "2, 40", "2, 100", "4, 64", "16, 100"})
  void workersAreDoneTogether(int workers, int plans) {
    Tiles tiles = new Tiles(workers, 1, 256);
    long[] busy = new long[workers];
    int count = tiles.cut(1, plans);
    for (int tile = 0; tile < count; tile++) {
      int first = 0;
      for (int w = 1; w < workers; w++) {
        first = busy[w] < busy[first] ? w : first;
      }
      busy[first] += tiles.plans(tile);
    }
    for (long done : busy) {
      assertThat(done).isBetween((long) plans / workers - 1, (long) plans / workers + 1);
    }
  }
}
