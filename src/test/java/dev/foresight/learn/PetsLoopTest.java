package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.PlannerConfig;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PetsLoopTest {
  private static final PetsConfig CONFIG = PetsConfig.pets()
      .withPlanner(
          PlannerConfig.cem().withHorizon(5).withPlans(40, 8).withIterations(3).withParticles(2))
      .withTrainer(TrainerConfig.pets()
          .withMembers(2)
          .withHidden(List.of(8))
          .withLearningRate(0.02f)
          .withBatch(8)
          .withEpochs(40)
          .withPatience(40))
      .withTrials(3)
      .withSeed(1);

  private static PetsResult run(PetsConfig config, PetsListener listener) {
    return new PetsLoop(new PointEnvironment(), config, listener).run();
  }

  private static PetsResult run(PetsConfig config) {
    return run(config, new PetsListener() {});
  }

  @Test
  void learnsToMoveThePoint() {
    PetsResult result = run(CONFIG);
    assertThat(result.solved()).isFalse();
    assertThat(result.trials()).hasSize(3);
    // Full speed from 1.05 is best: -(0.85^2 + 0.65^2 + 0.45^2 + 0.25^2 + 0.05^2) = -1.41
    assertThat(result.trials().get(2).ret()).isBetween(-3f, -1f);
    assertThat(result.trials().get(2).ret())
        .isGreaterThan(result.trials().get(0).ret());
    assertThat(result.data().size()).isEqualTo(3 * PointEnvironment.STEPS);
    assertThat(
            result.ensemble().predict(new float[] {0.9f}, new float[] {-0.9f}).mean()[0])
        .isBetween(0.68f, 0.76f);
  }

  @Test
  void endsWithTheFirstPlannedTrialThatIsGoodEnough() {
    PetsResult result = run(CONFIG.withSolvedReturn(-1000));
    assertThat(result.solved()).isTrue();
    assertThat(result.trials()).hasSize(2);
    assertThat(result.trials().get(0).solved()).isFalse();
    assertThat(result.trials().get(0).training()).isNull();
    assertThat(result.trials().get(1).solved()).isTrue();
    assertThat(result.trials().get(1).training().rows())
        .isEqualTo(PointEnvironment.STEPS - result.trials().get(1).training().heldOut());
  }

  @Test
  void theListenerHearsOfEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    PetsResult result =
        run(CONFIG.withTrials(2).withTrainer(CONFIG.trainer().withEpochs(2)), new PetsListener() {
          private float sum;

          @Override
          public void trialStarted(int trial, int trials) {
            heard.add("trial " + trial + " of " + trials);
            sum = 0;
          }

          @Override
          public void epoch(int trial, Epoch epoch) {
            heard.add("epoch " + epoch.epoch() + " of " + epoch.epochs());
          }

          @Override
          public void trained(int trial, Training training, Ensemble ensemble) {
            heard.add("trained");
          }

          @Override
          public void step(
              int trial, int n, float[] state, float[] action, Step step, Plan plan, float ret) {
            heard.add((plan == null ? "random " : "planned ") + n);
            sum += step.reward();
            assertThat(ret).isEqualTo(sum);
            assertThat(action[0]).isBetween(-1f, 1f);
            float moved = 0.2f * action[0];
            assertThat(step.observation()[0] - state[0]).isCloseTo(moved, within(1e-6f));
          }

          @Override
          public void trialEnded(Trial trial) {
            heard.add("end " + trial.trial());
            assertThat(trial.ret()).isEqualTo(sum);
          }
        });
    List<String> expected = new ArrayList<>();
    expected.add("trial 1 of 2");
    for (int n = 1; n <= PointEnvironment.STEPS; n++) {
      expected.add("random " + n);
    }
    expected.addAll(List.of("end 1", "trial 2 of 2", "epoch 1 of 2", "epoch 2 of 2", "trained"));
    for (int n = 1; n <= PointEnvironment.STEPS; n++) {
      expected.add("planned " + n);
    }
    expected.add("end 2");
    assertThat(heard).isEqualTo(expected);
    assertThat(result.trials()).hasSize(2);
  }

  @Test
  void theSameSeedRunsTheSame() {
    List<Float> one = returns(CONFIG);
    assertThat(returns(CONFIG)).isEqualTo(one);
    assertThat(returns(CONFIG.withSeed(2))).isNotEqualTo(one);
  }

  private static List<Float> returns(PetsConfig config) {
    return run(config).trials().stream().map(Trial::ret).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stoppedWithinATrialItKeepsWhatWasSeen(boolean interrupt) {
    PetsLoop[] loop = new PetsLoop[1];
    loop[0] = new PetsLoop(new PointEnvironment(), CONFIG, new PetsListener() {
      @Override
      public void step(
          int trial, int n, float[] state, float[] action, Step step, Plan plan, float ret) {
        if (trial == 2 && n == 4) {
          if (interrupt) {
            Thread.currentThread().interrupt();
          } else {
            loop[0].stop();
          }
        }
      }
    });
    PetsResult result = loop[0].run();
    assertThat(Thread.interrupted()).isEqualTo(interrupt);
    assertThat(result.solved()).isFalse();
    assertThat(result.trials()).hasSize(1);
    assertThat(result.data().size()).isEqualTo(PointEnvironment.STEPS + 4);
    assertThat(result.ensemble().members()).hasSize(2);
  }

  @Test
  void stoppedWhileTrainingItPlansNoMore() {
    List<Integer> epochs = new ArrayList<>();
    PetsLoop[] loop = new PetsLoop[1];
    loop[0] = new PetsLoop(new PointEnvironment(), CONFIG, new PetsListener() {
      @Override
      public void epoch(int trial, Epoch epoch) {
        epochs.add(epoch.epoch());
        loop[0].stop();
      }
    });
    PetsResult result = loop[0].run();
    assertThat(epochs).containsExactly(1);
    assertThat(result.trials()).hasSize(1);
    assertThat(result.data().size()).isEqualTo(PointEnvironment.STEPS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void learnsAValueBesideTheDynamicsAndPlansWithIt(boolean readsAction) {
    ValueConfig value = ValueConfig.small().withDiscount(0.8f).withIterations(2);
    PetsConfig two = CONFIG.withTrials(2);
    PetsConfig config = readsAction ? two.withTerminalQ(value) : two.withTerminalV(value);
    List<ScalarEnsemble> heard = new ArrayList<>();
    PetsResult result = run(config, new PetsListener() {
      @Override
      public void valueTrained(int trial, Training training, ScalarEnsemble learned) {
        assertThat(trial).isEqualTo(2);
        assertThat(training.rows() + training.heldOut())
            .isEqualTo(PointEnvironment.STEPS - (readsAction ? 1 : 0));
        heard.add(learned);
      }
    });
    assertThat(heard).hasSize(1);
    ScalarEnsemble learned = result.value().orElseThrow();
    assertThat(learned.inputs()).isEqualTo(readsAction ? 2 : 1);
    assertThat(learned).usingRecursiveComparison().isEqualTo(heard.get(0));
    assertThat(returns(config))
        .isEqualTo(result.trials().stream().map(Trial::ret).toList());
    assertThat(run(two).value()).isEmpty();
  }

  @Test
  void noiseMovesPlannedActionsWithinTheirSpace() {
    List<Double> moved = new ArrayList<>();
    PetsListener listener = new PetsListener() {
      @Override
      public void step(
          int trial, int n, float[] state, float[] action, Step step, Plan plan, float ret) {
        assertThat(action[0]).isBetween(-1f, 1f);
        assertThat(step.observation()[0] - state[0]).isCloseTo(0.2f * action[0], within(1e-6f));
        if (plan != null && Math.abs(action[0]) < 1) {
          moved.add((double) action[0] - plan.action()[0]);
        }
      }
    };
    PetsResult result = run(CONFIG.withActionNoise(0.1f), listener);
    assertThat(moved).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    double squares = moved.stream().mapToDouble(x -> x * x).average().orElseThrow();
    assertThat(Math.sqrt(squares)).isBetween(0.05, 0.15);
    assertThat(returns(CONFIG.withActionNoise(0.1f)))
        .isEqualTo(result.trials().stream().map(Trial::ret).toList());
    moved.clear();
    run(CONFIG, listener);
    assertThat(moved).containsOnly(0.0);
  }

  @Test
  void randomActionsKeepToTheirShareOfTheSpace() {
    List<Float> actions = new ArrayList<>();
    PetsListener listener = new PetsListener() {
      @Override
      public void step(
          int trial, int n, float[] state, float[] action, Step step, Plan plan, float ret) {
        actions.add(action[0]);
      }
    };
    ActionSpace pushes = new ActionSpace(new float[] {-1}, new float[] {3});
    PetsConfig gentle = CONFIG.withTrials(8).withRandomTrials(8).withRandomRange(0.25f);
    new PetsLoop(new PointEnvironment(pushes), gentle, listener).run();
    assertThat(actions).allSatisfy(action -> assertThat(action).isBetween(0.5f, 1.5f));
    assertThat(actions).anySatisfy(action -> assertThat(action).isLessThan(0.6f));
    assertThat(actions).anySatisfy(action -> assertThat(action).isGreaterThan(1.4f));
  }

  @Test
  void noiseThatWouldBreakARateIsRefused() {
    PointEnvironment limited = new PointEnvironment(ActionSpace.symmetric(1, 1).withRate(0.5f));
    assertThatThrownBy(
            () -> new PetsLoop(limited, CONFIG.withActionNoise(0.1f), new PetsListener() {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("actionNoise is 0.1, and would break the rate of the action space;"
            + " set one of the two aside");
  }
}
