package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void theFastestCannotBeForgottenButTheSlowestIs() {
    Latencies latencies = new Latencies(10, 4, 35);
    assertThat(latencies.steps()).isEqualTo(4);
    latencies.add(1);
    assertThat(latencies.steps()).isEqualTo(1);
    latencies.add(1000);
    assertThat(latencies.steps()).isEqualTo(4);
    for (int i = 0; i < 15; i++) {
      latencies.add(11);
      assertThat(latencies.steps()).isEqualTo(4);
    }
    latencies.add(10);
    assertThat(latencies.steps()).isEqualTo(2);
  }
}
