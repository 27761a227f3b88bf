package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final List<String> released = new ArrayList<>();
  private final Shared<String, String> shared = new Shared<>(released::add);

  @Test
  void isMadeForTheFirstAndReleasedByTheLast() {
    Shared.Lease<String> first = shared.get("key", () -> "first");
    Shared.Lease<String> second = shared.get("key", () -> "second");
    assertThat(second.value()).isEqualTo("first");
    first.close();
    first.close();
    assertThat(released).isEmpty();
    second.close();
    assertThat(released).containsExactly("first");
    assertThat(shared.size()).isZero();
    assertThat(shared.get("key", () -> "third").value()).isEqualTo("third");
  }

  @Test
  void whatCannotBeMadeLeavesNothingBehind() {
    assertThatThrownBy(() -> shared.get("key", () -> {
          throw new IllegalStateException("no memory");
        }))
        .hasMessage("no memory");
    assertThat(shared.size()).isZero();
    assertThat(shared.get("key", () -> "next").value()).isEqualTo("next");
    assertThat(released).isEmpty();
  }

  @Test
  void manyThreadsMakeEachThingOnceAtATime() throws InterruptedException {
    AtomicInteger live = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger uses = new AtomicInteger();
    Shared<Integer, AtomicInteger> counted = new Shared<>(each -> each.decrementAndGet());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      threads.add(new Thread(() -> {
        for (int i = 0; i < 1000; i++) {
          try (Shared.Lease<AtomicInteger> lease = counted.get(1, () -> {
            most.accumulateAndGet(live.incrementAndGet(), Math::max);
            return live;
          })) {
            uses.addAndGet(lease.value().get());
          }
        }
      }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isEqualTo(1);
    assertThat(uses.get()).isEqualTo(4000);
    assertThat(live.get()).isZero();
  }
}
