package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyPartIsDoneOnceInEveryRun(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int run = 0; run < 2000; run++) {
        int count = run % 17;
        AtomicIntegerArray done = new AtomicIntegerArray(17);
        workers.run(count, (index, worker) -> {
          assertThat(worker).isBetween(0, threads - 1);
          done.incrementAndGet(index);
        });
        for (int i = 0; i < 17; i++) {
          assertThat(done.get(i)).isEqualTo(i < count ? 1 : 0);
        }
      }
    }
  }

  @Test
  void theFirstFailureReachesTheCallerAndTheNextRunWorks() {
    try (Workers workers = new Workers(2)) {
      for (int run = 0; run < 100; run++) {
        assertThatThrownBy(() -> workers.run(50, (index, worker) -> {
              if (index >= 20) {
                throw new IllegalStateException("part");
              }
            }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("part");
        int[] done = new int[8];
        workers.run(8, (index, worker) -> done[index]++);
        assertThat(done).containsOnly(1);
      }
    }
  }
}
