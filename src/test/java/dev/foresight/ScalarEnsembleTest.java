package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarEnsembleTest {

  /** {@code slope x + bias}. */
  private static Network line(float slope, float bias) {
    return new Network(List.of(
        new Network.Layer(1, 1, new float[] {slope}, new float[] {bias}, Activation.IDENTITY)));
  }

  private static float at(float x, Reduction reduction) {
    List<Network> members = List.of(line(1, 0), line(-1, 3), line(0, 5), line(2, -2));
    return new ScalarEnsemble(members, reduction).apply(new float[] {x});
  }

  @Test
  void theMembersMakeOneNumber() {
    // At 2 they say 2, 1, 5, 2: mean 2.5, variance (0.25 + 2.25 + 6.25 + 0.25) / 4.
    assertThat(at(2, Reduction.mean())).isEqualTo(2.5f);
    assertThat(at(2, Reduction.min())).isEqualTo(1);
    assertThat(at(2, Reduction.pessimistic(0))).isEqualTo(2.5f);
    assertThat(at(2, Reduction.pessimistic(2))).isEqualTo(2.5f - 3, within(1e-6f));
  }

  @Test
  void aMemberThatSaysNanMakesItNan() {
    List<Network> members = List.of(line(0, 1), line(3e38f, 0), line(0, 2));
    for (Reduction reduction :
        new Reduction[] {Reduction.mean(), Reduction.min(), Reduction.pessimistic(1)}) {
      float value = new ScalarEnsemble(members, reduction).apply(new float[] {Float.NaN});
      assertThat(value).as("%s", reduction).isNaN();
    }
  }

  @Test
  void membersAreOfOneShapeWithOneOutput() {
    Network two = new Network(
        List.of(new Network.Layer(1, 2, new float[2], new float[2], Activation.IDENTITY)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(line(1, 1), two), Reduction.min()))
        .withMessageContaining("member 1 has other layers than member 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(two, two), Reduction.min()))
        .withMessageContaining("output has length 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(), Reduction.min()))
        .withMessageContaining("member count is 0");
  }

  @Test
  void kappaIsAtLeastZero() {
    for (float kappa : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Reduction.pessimistic(kappa))
          .withMessageContaining("reduction kappa is " + kappa);
    }
  }
}
