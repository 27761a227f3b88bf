package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
  @Test
  void onAStraightWayItIsTheNumberOfStepsUpToTheCap() {
    ReplayBuffer data = new ReplayBuffer(1, 1, 600);
    for (int walk = 0; walk < 20; walk++) {
      float start = 0.05f * walk;
      for (int t = 0; t < 30; t++) {
        float s = start + t;
        data.add(new float[] {s}, new float[1], 0, new float[] {s + 1}, false, t == 29);
      }
    }
    NetworkTrainer trainer = new NetworkTrainer(2, 1, ExamplesTest.SMALL);
    trainer.fit(Examples.distances(data, 10, 4, 1), epoch -> {});
    Distance distance = new Distance(trainer.networks());
    for (float steps : new float[] {0, 3, 6, 9}) {
      assertThat(distance.steps(new float[] {12}, new float[] {12 + steps}))
          .isCloseTo(steps, within(0.6f));
    }
    assertThat(distance.steps(new float[] {5}, new float[] {22})).isCloseTo(10, within(0.6f));
  }

  @Test
  void rewardsAndValuesAreMinusTheStepsOfTheNetworksThemselves() {
    NetworkTrainer trainer = new NetworkTrainer(4, 1, ExamplesTest.SMALL.withEpochs(1));
    trainer.fit(Examples.distances(Systems.linear(60, 0, 1), 2, 2, 1), epoch -> {});
    Distance distance = new Distance(trainer.networks());
    assertThat(distance.stateSize()).isEqualTo(2);
    float[] goal = {0.7f, -0.4f};
    ScalarEnsemble value = distance.value(goal);
    ScalarEnsemble reward = distance.reward(goal, 3);
    assertThat(value.inputs()).isEqualTo(2);
    assertThat(reward.inputs()).isEqualTo(5);
    for (float[] state : new float[][] {{0, 0}, {1, -2}, {-0.3f, 0.8f}}) {
      float steps = 0;
      for (Network member : distance.members()) {
        steps += member.apply(Rows.joined(state, goal))[0] / 2;
      }
      assertThat(Math.abs(steps)).isGreaterThan(1e-3f);
      assertThat(distance.steps(state, goal)).isCloseTo(steps, within(1e-5f));
      assertThat(value.apply(state)).isCloseTo(-steps, within(1e-5f));
      assertThat(reward.apply(Rows.joined(state, new float[] {5, -9, 2})))
          .isCloseTo(-steps, within(1e-5f));
    }
  }

  @Test
  void badArgumentsAreNamed() {
    Distance distance = new Distance(new NetworkTrainer(2, 1, ExamplesTest.SMALL).networks());
    assertThatThrownBy(() -> distance.steps(new float[2], new float[1]))
        .hasMessage("state has length 2; the distance has 1");
    assertThatThrownBy(() -> distance.value(new float[2]))
        .hasMessage("goal has length 2; the distance has 1");
    assertThatThrownBy(() -> distance.value(new float[] {Float.NaN}))
        .hasMessageContaining("goal[0] is NaN");
    assertThatThrownBy(() -> distance.reward(new float[1], 0))
        .hasMessage("action size is 0; it must be at least 1");
    assertThatThrownBy(() -> new Distance(new NetworkTrainer(3, 1, ExamplesTest.SMALL).networks()))
        .hasMessageContaining("distance input has length 3");
    Network bent =
        new Network(List.of(new Network.Layer(2, 1, new float[2], new float[1], Activation.RELU)));
    assertThatThrownBy(() -> new Distance(List.of(bent)))
        .hasMessage("distance output has activation RELU; it needs IDENTITY, to be negated");
  }
}
