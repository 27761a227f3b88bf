package dev.foresight.env.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.Expr;
import dev.foresight.engine.Required;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rewards say of where things are is what MuJoCo says. */
class BodiesTest {
  @BeforeEach
  void required() {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
  }

  @Test
  void theReachersTipIsWhereItsFormulaSays() {
    MujocoModel model = MujocoModel.resource("reacher");
    MujocoData data = new MujocoData(model);
    Expr[] angles = new Expr[7];
    for (int i = 0; i < 7; i++) {
      angles[i] = Expr.state(i);
    }
    Expr[] tip = Reacher.tip(angles);
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      float[] state = new float[7];
      for (int i = 0; i < 7; i++) {
        state[i] = 6 * random.nextFloat() - 3;
        data.positions().put(i, state[i]);
      }
      data.kinematics();
      for (int i = 0; i < 3; i++) {
        assertThat((double) tip[i].evaluate(state, new float[7], state))
            .as("axis %d of pose %d", i, n)
            .isCloseTo(data.bodies().get(3 * model.body("tip") + i), within(1e-6));
      }
    }
  }

  @Test
  void theCartPolesTipIsWhereItsRewardSays() {
    MujocoModel model = MujocoModel.resource("cartpole");
    MujocoData data = new MujocoData(model);
    data.positions().put(0, 0.3);
    data.positions().put(1, 2.0);
    data.kinematics();
    // The centre of mass of the pole is half way between hinge and tip.
    int pole = model.body("pole");
    assertThat(2 * data.centres().get(3 * pole) - 0.3)
        .isCloseTo(0.3 - 0.6 * Math.sin(2), within(2e-3));
    assertThat(2 * data.centres().get(3 * pole + 2)).isCloseTo(-0.6 * Math.cos(2), within(2e-3));
  }
}
