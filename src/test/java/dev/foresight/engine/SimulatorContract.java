package dev.foresight.engine;

import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.next;

import dev.foresight.Dynamics;
import dev.foresight.Simulator;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rest of the contract, for engines that can run Java code as the model. */
interface SimulatorContract extends RolloutContract, EndingContract, SplitContract {

  @ParameterizedTest
  @MethodSource("dev.foresight.engine.RolloutCase#simulators")
  default void returnsThroughASimulator(RolloutCase rollout) {
    check(rollout);
  }

  @Override
  default List<Dynamics> splitModels() {
    List<Dynamics> models = new ArrayList<>(SplitContract.super.splitModels());
    models.add(ContractModels.simulator(2));
    return models;
  }

  @Test
  default void aSimulatorThatReturnsNanSpoilsOnlyThatPlan() {
    WorldModel model = WorldModel.of(new Breaking()).withReward(constant(1));
    returns(model, NAN, 2);
    returns(model.withTermination(next(0).greaterThan(2)), NAN, 1);
  }

  /** Breaks where the first action is 0. */
  final class Breaking implements Simulator {
    @Override
    public int stateSize() {
      return 1;
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public void step(float[] states, float[] actions, float[] next, int rows) {
      for (int r = 0; r < rows; r++) {
        float first = actions[r] == 0 ? Float.NaN : 4;
        next[r] = states[r] == 3 ? first : states[r];
      }
    }
  }
}
