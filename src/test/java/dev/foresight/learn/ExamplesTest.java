package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  static final TrainerConfig SMALL = TrainerConfig.pets()
      .withMembers(2)
      .withHidden(List.of(24))
      .withActivation(Activation.TANH)
      .withLearningRate(1e-2f)
      .withEpochs(30)
      .withPatience(30)
      .withThreads(2)
      .withSeed(3);

  /** Episodes of some lengths, of which the states count up from ten times their number. */
  private static ReplayBuffer counted(int... lengths) {
    ReplayBuffer data = new ReplayBuffer(1, 1, 100);
    for (int e = 0; e < lengths.length; e++) {
      for (int t = 0; t < lengths[e]; t++) {
        float state = 10 * e + t;
        boolean last = t == lengths[e] - 1;
        data.add(
            new float[] {state}, new float[] {-state}, 5 * state, new float[] {state + 1}, last);
      }
    }
    return data;
  }

  @Test
  void eachKindSaysWhatBelongsToWhat() {
    ReplayBuffer data = counted(2);
    Examples rewards = Examples.rewards(data);
    assertThat(rewards.inputs()).isDeepEqualTo(new float[][] {{0, -0f}, {1, -1}});
    assertThat(rewards.targets()).isDeepEqualTo(new float[][] {{0}, {5}});
    assertThat(rewards.numbers()).containsExactly(0, 1);
    Examples actions = Examples.actions(data);
    assertThat(actions.inputs()).isDeepEqualTo(new float[][] {{0}, {1}});
    assertThat(actions.targets()).isDeepEqualTo(new float[][] {{-0f}, {-1}});
    Examples causes = Examples.causes(data);
    assertThat(causes.inputs()).isDeepEqualTo(new float[][] {{0, 1}, {1, 1}});
    assertThat(causes.targets()).isDeepEqualTo(new float[][] {{-0f}, {-1}});
  }

  @Test
  void distancesCountTheStepsWithinAnEpisode() {
    Examples examples = Examples.distances(counted(4, 9, 1), 3, 50, 7);
    assertThat(examples.inputs()).hasNumberOfRows(14 * 50);
    Set<Float> farthest = new HashSet<>();
    for (int r = 0; r < 14 * 50; r++) {
      float from = examples.inputs()[r][0];
      float to = examples.inputs()[r][1];
      assertThat(to - from).isBetween(0f, 6f);
      assertThat(to).isLessThanOrEqualTo(from < 10 ? 4 : from < 20 ? 19 : 21);
      assertThat(examples.targets()[r]).containsExactly(Math.min(to - from, 3));
      assertThat(examples.numbers()[r]).isEqualTo(r / 50);
      if (from == 11) {
        farthest.add(to - from);
      }
    }
    assertThat(farthest).containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f, 5f, 6f);
  }

  @Test
  void aRewardIsLearned() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 800);
    Random random = new Random(4);
    for (int i = 0; i < 800; i++) {
      float s = 2 * random.nextFloat() - 1;
      float a = 2 * random.nextFloat() - 1;
      data.add(new float[] {s}, new float[] {a}, s * a, new float[] {s + a}, false);
    }
    NetworkTrainer trainer = new NetworkTrainer(2, 1, SMALL);
    trainer.fit(Examples.rewards(data), epoch -> {});
    ScalarEnsemble reward = new ScalarEnsemble(trainer.networks(), Reduction.mean());
    assertThat(reward.apply(new float[] {0.6f, -0.7f})).isCloseTo(-0.42f, within(0.05f));
    assertThat(reward.apply(new float[] {-0.5f, -0.8f})).isCloseTo(0.4f, within(0.05f));
  }

  @Test
  void aPolicyIsCloned() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 400);
    Random random = new Random(4);
    for (int i = 0; i < 400; i++) {
      float s = 2 * random.nextFloat() - 1;
      float noise = 0.1f * (float) random.nextGaussian();
      data.add(new float[] {s}, new float[] {-0.8f * s + noise}, 0, new float[] {s}, false);
    }
    NetworkTrainer trainer = new NetworkTrainer(1, 1, SMALL);
    trainer.fit(Examples.actions(data), epoch -> {});
    for (Network policy : trainer.networks()) {
      assertThat(policy.apply(new float[] {0.5f})[0]).isCloseTo(-0.4f, within(0.05f));
    }
  }

  @Test
  void badArgumentsAreNamed() {
    ReplayBuffer data = counted(3);
    assertThatThrownBy(() -> Examples.distances(data, 0, 1, 0)).hasMessageContaining("cap is 0");
    assertThatThrownBy(() -> Examples.distances(data, 1, 0, 0))
        .hasMessage("each is 0; it must be at least 1");
    assertThatThrownBy(() -> Examples.rewards(new ReplayBuffer(1, 1, 1)))
        .hasMessage("data size is 0; it must be at least 1");
    assertThatThrownBy(
            () -> new NetworkTrainer(3, 1, SMALL).fit(Examples.rewards(data), epoch -> {}))
        .hasMessage("inputs[0] has length 2; the network's input has 3");
  }
}
