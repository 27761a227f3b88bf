package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackupsTest {
  /** Four steps from 0 to 4 that earn 1, 2, 3, 4. */
  private static ReplayBuffer walk(boolean terminated) {
    ReplayBuffer data = new ReplayBuffer(1, 1, 9);
    for (int i = 0; i < 4; i++) {
      boolean last = i == 3;
      data.add(
          new float[] {i},
          new float[] {10 + i},
          i + 1,
          new float[] {i + 1},
          last && terminated,
          last && !terminated);
    }
    return data;
  }

  @Test
  void ofStateAndActionTheyAskForTheActionTakenNext() {
    Backups backups = Backups.of(walk(true), true, 0.5f, 1);
    assertThat(backups.inputs()).isDeepEqualTo(new float[][] {{0, 10}, {1, 11}, {2, 12}, {3, 13}});
    assertThat(backups.earned()).containsExactly(1, 2, 3, 4);
    assertThat(backups.weights()).containsExactly(0.5f, 0.5f, 0.5f, 0);
    assertThat(backups.later()[0]).containsExactly(1, 11);
    assertThat(backups.numbers()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void anEpisodeCutOffHasNoRowForItsLastActionAndSumsEndBeforeIt() {
    Backups backups = Backups.of(walk(false), true, 0.5f, 3);
    assertThat(backups.inputs()).isDeepEqualTo(new float[][] {{0, 10}, {1, 11}, {2, 12}});
    assertThat(backups.earned()).containsExactly(1 + 1 + 0.75f, 2 + 1.5f, 3);
    assertThat(backups.weights()).containsExactly(0.125f, 0.25f, 0.5f);
    assertThat(backups.later()).isDeepEqualTo(new float[][] {{3, 13}, {3, 13}, {3, 13}});
  }

  @Test
  void ofAStateTheyAskForTheStateAnEpisodeWasCutOffIn() {
    Backups backups = Backups.of(walk(false), false, 0.5f, 2);
    assertThat(backups.inputs()).isDeepEqualTo(new float[][] {{0}, {1}, {2}, {3}});
    assertThat(backups.earned()).containsExactly(2, 3.5f, 5, 4);
    assertThat(backups.weights()).containsExactly(0.25f, 0.25f, 0.25f, 0.5f);
    assertThat(backups.later()).isDeepEqualTo(new float[][] {{2}, {3}, {4}, {4}});
  }

  @Test
  void nothingComesAfterATermination() {
    Backups backups = Backups.of(walk(true), false, 0.5f, 3);
    assertThat(backups.earned()).containsExactly(2.75f, 2 + 1.5f + 1, 3 + 2, 4);
    assertThat(backups.weights()).containsExactly(0.125f, 0, 0, 0);
  }
}
