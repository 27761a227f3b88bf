package dev.foresight.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Expr;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every environment promises. */
class EnvironmentTest {
  static List<String> names() {
    return Environments.written();
  }

  @Test
  void theirNamesAreKnown() {
    assertThat(Environments.names())
        .containsExactly(
            "pendulum",
            "cartpole",
            "acrobot",
            "reacher",
            "pendulum-sparse",
            "cartpole-sparse",
            "mujoco-cartpole",
            "mujoco-inverted-pendulum",
            "mujoco-reacher",
            "mujoco-pusher",
            "mujoco-halfcheetah");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environments.named("Pendulum-v1"))
        .withMessageContainingAll("'Pendulum-v1'", "pendulum, cartpole, acrobot, reacher");
  }

  @ParameterizedTest
  @MethodSource("names")
  void partsFitEachOther(String name) {
    Environment env = Environments.named(name);
    assertThat(env.task().name()).isEqualTo(name);
    assertThat(env.dynamics().stateSize()).isEqualTo(env.stateSize());
    assertThat(env.dynamics().actionSize()).isEqualTo(env.task().actions().size());
    assertThat(env.reset(1)).hasSize(env.stateSize());
    assertThat(env.task().model(env.dynamics()).dynamics()).isSameAs(env.dynamics());
    assertThat(env.delta()).hasSize(env.stateSize());
    float[] observation = env.reset(1);
    assertThat(Arrays.copyOf(env.state(), observation.length)).isEqualTo(observation);
    assertThat(env.state()).hasSize(env.dynamics().stateSize());
    for (Expr feature : env.features()) {
      assertThat(feature.evaluate(env.reset(1), zero(env), null)).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSeedGivesAnEpisodeAndOthersGiveOthers(String name) {
    Environment env = Environments.named(name);
    Environment other = Environments.named(name);
    Set<String> firsts = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      float[] first = env.reset(seed);
      assertThat(other.reset(seed)).isEqualTo(first);
      assertThat(env.step(high(env)).observation())
          .isEqualTo(other.step(high(env)).observation());
      firsts.add(Arrays.toString(first));
    }
    assertThat(firsts).hasSize(20);
  }

  @ParameterizedTest
  @MethodSource("names")
  void stepsAreTheEquationsAndTheRewardOfTheTask(String name) {
    Environment env = Environments.named(name);
    Random random = new Random(3);
    float[] state = env.reset(3);
    for (int t = 0; t < 20; t++) {
      float[] action = high(env);
      for (int i = 0; i < action.length; i++) {
        action[i] *= 2 * random.nextFloat() - 1;
      }
      Step step = env.step(action);
      assertThat(step.observation()).isEqualTo(Motion.next(name, state, action));
      assertThat(step.reward())
          .isFinite()
          .isEqualTo(Motion.reward(name, state, action, step.observation()));
      assertThat(step.terminated()).isFalse();
      state = step.observation();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void actionsAreHeldWithinTheirBoundsForMotionAndReward(String name) {
    Environment env = Environments.named(name);
    float[] far = high(env);
    for (int i = 0; i < far.length; i++) {
      far[i] *= 5;
    }
    float[] given = far.clone();
    env.reset(4);
    Step clamped = env.step(far);
    assertThat(far).isEqualTo(given);
    env.reset(4);
    Step greatest = env.step(high(env));
    assertThat(clamped.observation()).isEqualTo(greatest.observation());
    assertThat(clamped.reward()).isEqualTo(greatest.reward());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theLastStepIsTruncatedAndThenItIsOver(String name) {
    Environment env = Environments.named(name);
    for (int episode = 0; episode < 2; episode++) {
      env.reset(episode);
      for (int t = 1; t <= env.maxSteps(); t++) {
        assertThat(env.step(zero(env)).truncated()).isEqualTo(t == env.maxSteps());
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> env.step(zero(env)))
          .withMessageContaining("reset(seed)");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void badCallsAreRefusedAndChangeNothing(String name) {
    Environment env = Environments.named(name);
    assertThatIllegalStateException()
        .isThrownBy(() -> env.step(zero(env)))
        .withMessageContainingAll(name, "reset(seed)");
    env.reset(5);
    Step expected = env.step(high(env));
    env.reset(5);
    int size = env.task().actions().size();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.step(new float[size + 1]))
        .withMessage("action has length " + (size + 1) + "; the action space has " + size);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] action = zero(env);
      action[size - 1] = bad;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> env.step(action))
          .withMessage("action[" + (size - 1) + "] is " + bad + "; every value must be finite");
    }
    assertThat(env.step(high(env)).observation()).isEqualTo(expected.observation());
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsHandedOutIsTheCallersOwn(String name) {
    Environment env = Environments.named(name);
    Environment untouched = Environments.named(name);
    untouched.reset(6);
    env.reset(6)[0] = 99;
    env.step(zero(env)).observation()[0] = 99;
    untouched.step(zero(env));
    assertThat(env.step(zero(env)).observation())
        .isEqualTo(untouched.step(zero(env)).observation());
  }

  @ParameterizedTest
  @MethodSource("names")
  void anglesStayOnTheUnitCircle(String name) {
    int[] cosines =
        switch (name) {
          case "pendulum", "pendulum-sparse" -> new int[] {0};
          case "acrobot", "reacher" -> new int[] {0, 2};
          default -> new int[0];
        };
    Environment env = Environments.named(name);
    env.reset(7);
    for (int t = 0; t < env.maxSteps(); t++) {
      float[] seen = env.step(high(env)).observation();
      for (int i : cosines) {
        assertThat(Math.hypot(seen[i], seen[i + 1])).isCloseTo(1, within(1e-6));
      }
    }
  }

  private static float[] zero(Environment env) {
    return new float[env.task().actions().size()];
  }

  private static float[] high(Environment env) {
    return env.task().actions().high();
  }
}
