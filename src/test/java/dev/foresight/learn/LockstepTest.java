package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class LockstepTest {
  @ParameterizedTest
  @CsvSource({"1, 5", "2, 5", "4, 3", "7, 7", "3, 1"})
  void everyStepRunsOnceInOrderAndNoMemberRunsAhead(int threads, int members) {
    int steps = 200;
    AtomicIntegerArray done = new AtomicIntegerArray(members);
    AtomicInteger complete = new AtomicInteger();
    ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    List<Integer> told = new ArrayList<>();
    Lockstep.run(
        threads,
        members,
        steps,
        (member, step) -> {
          if (done.getAndIncrement(member) != step) {
            problems.add("member " + member + " out of order at " + step);
          }
          if (complete.get() < step - 1) {
            problems.add("member " + member + " ahead at " + step);
          }
        },
        step -> {
          told.add(step);
          complete.incrementAndGet();
        });
    assertThat(problems).isEmpty();
    assertThat(told).containsExactlyElementsOf(IntStream.range(0, steps).boxed().toList());
    for (int e = 0; e < members; e++) {
      assertThat(done.get(e)).isEqualTo(steps);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void anExceptionComesOutAndNobodyWaitsForEver(int threads) {
    assertThatThrownBy(() -> Lockstep.run(
            threads,
            5,
            100,
            (member, step) -> {
              if (member == 3 && step == 20) {
                throw new IllegalStateException("broken");
              }
            },
            step -> {}))
        .hasMessage("broken");
  }

  @Test
  void interruptionIsKept() {
    Thread.currentThread().interrupt();
    AtomicInteger runs = new AtomicInteger();
    Lockstep.run(2, 4, 50, (member, step) -> runs.incrementAndGet(), step -> {});
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs).hasValue(200);
  }
}
