package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What each kind of dynamics says of the next state's mean. */
class ExpectTest {
  private static final Simulator DOUBLING = new Simulator() {
    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public void step(float[] states, float[] actions, float[] next, int rows) {
      for (int i = 0; i < 2 * rows; i++) {
        next[i] = 2 * states[i] + actions[i / 2];
      }
      Arrays.fill(states, Float.NaN);
    }
  };

  @Test
  void anEnsembleExpectsTheMeanOfItsMembersMeans() throws IOException {
    Golden golden = new Golden();
    Ensemble ensemble = golden.model().dynamics();
    int states = ensemble.stateSize();
    float[] means = new float[golden.array("mean").length];
    for (int row = 0; row < golden.shape("state")[0]; row++) {
      float[] mean = ensemble.expect(
          Arrays.copyOfRange(golden.array("state"), row * states, (row + 1) * states),
          Arrays.copyOfRange(golden.array("action"), row * 2, row * 2 + 2));
      System.arraycopy(mean, 0, means, row * states, states);
    }
    Golden.assertClose(means, golden.array("mean"), 1e-5);
  }

  @Test
  void equationsExpectTheirNextStateWithoutNoise() {
    Equations noisy = Equations.of(1, state(1).plus(action(0)), state(0).times(3))
        .withNoise(constant(5), constant(7));
    assertThat(noisy.expect(new float[] {1, 2}, new float[] {0.5f})).containsExactly(2.5f, 3);
  }

  @Test
  void aSimulatorExpectsItsNextStateAndKeepsItsHandsOffTheCallersArrays() {
    float[] state = {1, 2};
    assertThat(DOUBLING.expect(state, new float[] {0.5f})).containsExactly(2.5f, 4.5f);
    assertThat(state).containsExactly(1, 2);
  }

  @Test
  void statesAndActionsOfAnotherSizeAreRefused() {
    Equations equations = Equations.of(1, state(0).plus(action(0)));
    for (Dynamics dynamics : new Dynamics[] {equations, DOUBLING}) {
      int states = dynamics.stateSize();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> dynamics.expect(new float[states + 1], new float[1]))
          .withMessageContaining("state");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> dynamics.expect(new float[states], new float[2]))
          .withMessageContaining("action");
    }
  }
}
