package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Simulator;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environments over MuJoCo are what they say, and their dynamics are what plans may rely on. */
class MujocoEnvironmentTest {
  static List<String> names() {
    return MujocoEnvironments.names();
  }

  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @ParameterizedTest
  @MethodSource("names")
  void dynamicsAreTheEnvironmentStepByStep(String name) {
    Environment env = Environments.named(name);
    Simulator dynamics = (Simulator) env.dynamics();
    Random random = new Random(1);
    env.reset(1);
    for (int t = 0; t < 50; t++) {
      float[] state = env.state();
      float[] action = env.task().actions().high();
      for (int i = 0; i < action.length; i++) {
        action[i] *= 2 * random.nextFloat() - 1;
      }
      float[] expected = dynamics.expect(state, action);
      Step step = env.step(action);
      for (int i = 0; i < env.stateSize(); i++) {
        assertThat(expected[i])
            .as("element %d at step %d", i, t)
            .isCloseTo(step.observation()[i], within(1e-3f * (1 + Math.abs(expected[i]))));
      }
    }
  }
}
