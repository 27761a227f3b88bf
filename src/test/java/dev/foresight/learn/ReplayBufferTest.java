package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  private final ReplayBuffer buffer = new ReplayBuffer(2, 1, 3);

  private void add(int number) {
    buffer.add(
        new float[] {number, -number},
        new float[] {10 * number},
        100 * number,
        new float[] {number + 1, -number - 1},
        number % 2 == 0);
  }

  @Test
  void keepsTransitionsOldestFirst() {
    add(1);
    add(2);
    assertThat(buffer.size()).isEqualTo(2);
    assertThat(buffer.state(0)).containsExactly(1, -1);
    assertThat(buffer.action(1)).containsExactly(20);
    assertThat(buffer.next(1)).containsExactly(3, -3);
    assertThat(buffer.reward(0)).isEqualTo(100);
    assertThat(buffer.terminated(0)).isFalse();
    assertThat(buffer.terminated(1)).isTrue();
  }

  @Test
  void aNewTransitionTakesThePlaceOfTheOldestWhenFull() {
    for (int i = 1; i <= 7; i++) {
      add(i);
    }
    assertThat(buffer.size()).isEqualTo(3);
    assertThat(buffer.added()).isEqualTo(7);
    for (int i = 0; i < 3; i++) {
      assertThat(buffer.state(i)).containsExactly(5 + i, -5 - i);
      assertThat(buffer.action(i)).containsExactly(50 + 10 * i);
      assertThat(buffer.reward(i)).isEqualTo(500 + 100 * i);
      assertThat(buffer.next(i)).containsExactly(6 + i, -6 - i);
    }
  }

  @Test
  void growsToALargeCapacityAsItFills() {
    ReplayBuffer large = new ReplayBuffer(1, 1, 1_000_000_000);
    for (int i = 0; i < 1000; i++) {
      large.add(new float[] {i}, new float[1], 0, new float[1], false);
    }
    assertThat(large.state(999)).containsExactly(999);
    assertThat(large.state(0)).containsExactly(0);
  }

  @Test
  void copiesWhatItIsGivenAndWhatItGives() {
    float[] state = {1, 2};
    buffer.add(state, new float[1], 0, new float[2], false);
    state[0] = 9;
    buffer.state(0)[1] = 9;
    assertThat(buffer.state(0)).containsExactly(1, 2);
  }

  @Test
  void refusesWhatDoesNotFitAndKeepsItOut() {
    float[] two = new float[2];
    assertThatThrownBy(() -> buffer.add(new float[3], new float[1], 0, two, false))
        .hasMessage("state has length 3; the buffer's state has 2");
    assertThatThrownBy(() -> buffer.add(two, two, 0, two, false))
        .hasMessage("action has length 2; the buffer's action has 1");
    assertThatThrownBy(() -> buffer.add(two, new float[1], 0, new float[] {0, Float.NaN}, false))
        .hasMessage("next[1] is NaN; every value must be finite");
    assertThatThrownBy(() -> buffer.add(two, new float[1], Float.NaN, two, false))
        .hasMessage("reward is NaN; it must be finite");
    assertThat(buffer.size()).isZero();
    assertThatThrownBy(() -> buffer.state(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new ReplayBuffer(2, 1, 0))
        .hasMessage("capacity is 0; it must be at least 1");
    assertThatThrownBy(() -> new ReplayBuffer(3, 1, Integer.MAX_VALUE))
        .hasMessageContaining("capacity is 2147483647");
  }

  @Test
  void aTransitionIsFollowedWithinItsEpisodeOnly() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 5);
    float[] none = {0};
    data.add(new float[] {9}, none, 0, new float[] {0}, false);
    data.add(new float[] {0}, none, 0, new float[] {1}, false);
    data.add(new float[] {1}, none, 0, new float[] {2}, false, true);
    data.add(new float[] {2}, none, 0, new float[] {3}, true);
    data.add(new float[] {3}, none, 0, new float[] {4}, false);
    data.add(new float[] {7}, none, 0, new float[] {8}, false); // in the place of the oldest
    assertThat(data.followed(0)).isTrue();
    assertThat(data.followed(1)).as("cut off").isFalse();
    assertThat(data.followed(2)).as("terminated").isFalse();
    assertThat(data.followed(3)).as("another state").isFalse();
    assertThat(data.followed(4)).as("the newest").isFalse();
  }
}
