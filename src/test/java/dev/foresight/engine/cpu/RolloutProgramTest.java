package dev.foresight.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Activation;
import dev.foresight.Network;
import dev.foresight.PlannerConfig;
import dev.foresight.WorldModel;
import dev.foresight.compute.Normals;
import dev.foresight.compute.Simd;
import dev.foresight.compute.SimdRollout;
import dev.foresight.engine.EngineSpec;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutProgramTest {
  private static EngineSpec spec(String name, boolean learnedReward) {
    Environment env = Environments.named(name);
    WorldModel model = env.task().model(env.dynamics());
    if (learnedReward) {
      int inputs = model.dynamics().stateSize() + model.dynamics().actionSize();
      Network.Layer layer =
          new Network.Layer(inputs, 1, new float[inputs], new float[1], Activation.IDENTITY);
      model = model.withReward(new Network(List.of(layer)));
    }
    PlannerConfig config = PlannerConfig.cem().withPlans(64, 8).withHorizon(4);
    return new EngineSpec(model, env.task().actions(), config, 1, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole", "pendulum", "reacher", "acrobot"})
  void modelsThatAreFormulasAloneAreOneProgram(String name) {
    assertThat(RolloutProgram.of(spec(name, false), Simd.AVX2)).isPresent();
  }

  @Test
  void aModelWithANetworkIsNone() {
    assertThat(RolloutProgram.of(spec("pendulum", true), Simd.AVX2)).isEmpty();
  }

  @Test
  void sizesThatDoNotFitAreRefusedBeforeNativeCode() {
    Optional<SimdRollout> program = RolloutProgram.of(spec("pendulum", false), Simd.AVX2);
    SimdRollout rollout = program.orElseThrow();
    float[] none = new float[0];
    assertThatThrownBy(() -> rollout.run(
            rollout.scratch(),
            new float[3],
            0,
            new float[400],
            0,
            64,
            4,
            1,
            none,
            new float[64],
            none,
            0,
            33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("33", "32");
    assertThatThrownBy(() -> rollout.run(
            rollout.scratch(),
            new float[3],
            0,
            new float[100],
            0,
            64,
            4,
            1,
            none,
            new float[64],
            none,
            0,
            64))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> Normals.of(Simd.AVX2).draw(0, 0, 0, 0, 0, new float[64], new float[64], 33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("33", "32");
  }
}
