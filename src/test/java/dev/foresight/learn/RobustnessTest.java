package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Activation;
import dev.foresight.Expr;
import dev.foresight.PlannerConfig;
import dev.foresight.Task;
import dev.foresight.env.Environment;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that meet a simulator that breaks down, or data that no training bears. */
class RobustnessTest {
  static final PetsConfig CONFIG = PetsConfig.pets()
      .withPlanner(
          PlannerConfig.cem().withHorizon(4).withPlans(20, 4).withIterations(2).withParticles(2))
      .withTrainer(TrainerConfig.pets()
          .withMembers(2)
          .withHidden(List.of(8))
          .withLearningRate(0.02f)
          .withBatch(8)
          .withEpochs(6)
          .withPatience(6))
      .withTrials(5)
      .withSeed(1);

  private static final PetsConfig STEEP = CONFIG
      .withTrials(3)
      .withTrainer(CONFIG
          .trainer()
          .withHidden(List.of(16, 16, 16, 16))
          .withActivation(Activation.IDENTITY)
          .withLearningRate(0.1f));

  @TempDir
  private Path folder;

  /** The point, whose outcome is another in the eighth step of some episodes. */
  private static class Spoiled implements Environment {
    /** What becomes of the outcome, or an exception. */
    interface Spoiling {
      Step of(Step outcome);
    }

    private final PointEnvironment point = new PointEnvironment();
    private final Set<Integer> episodes;
    private final Spoiling spoiling;
    private int episode;
    private int step;

    Spoiled(Set<Integer> episodes, Spoiling spoiling) {
      this.episodes = episodes;
      this.spoiling = spoiling;
    }

    @Override
    public Task task() {
      return point.task();
    }

    @Override
    public int stateSize() {
      return point.stateSize();
    }

    @Override
    public List<Expr> features() {
      return point.features();
    }

    @Override
    public float[] state() {
      return point.state();
    }

    @Override
    public int maxSteps() {
      return point.maxSteps();
    }

    @Override
    public float[] reset(long seed) {
      episode++;
      step = 0;
      return point.reset(seed);
    }

    @Override
    public Step step(float[] action) {
      Step outcome = point.step(action);
      return ++step == 8 && episodes.contains(episode) ? spoiling.of(outcome) : outcome;
    }
  }

  private static Step breakDown(Step outcome) {
    throw new SimulationException("point: its velocity is NaN in step 8");
  }

  private static Step notFinite(Step outcome) {
    return new Step(new float[] {Float.NaN}, outcome.reward(), false, false);
  }

  private static final class Heard implements PetsListener {
    private final List<String> broken = new ArrayList<>();
    private final List<String> diverged = new ArrayList<>();

    @Override
    public void broke(int trial, int steps, SimulationException problem) {
      broken.add(trial + " after " + steps + ": " + problem.getMessage());
    }

    @Override
    public void diverged(int trial, TrainingException problem, String how) {
      diverged.add(trial + ": " + how);
    }
  }

  private PetsLoop kept(Environment env, PetsConfig config, PetsListener listener) {
    return new PetsLoop(env, config, listener).keptIn(folder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSimulatorThatBreaksDownEndsItsTrialAndTheRunGoesOn(boolean throwing) {
    Heard heard = new Heard();
    Spoiled.Spoiling how = throwing ? RobustnessTest::breakDown : RobustnessTest::notFinite;
    PetsResult result = kept(new Spoiled(Set.of(1, 2, 4), how), CONFIG, heard).run();
    String why = throwing
        ? "point: its velocity is NaN in step 8"
        : "point gave an observation of NaN in step 8";
    assertThat(heard.broken)
        .containsExactly("1 after 7: " + why, "2 after 7: " + why, "4 after 7: " + why);
    assertThat(result.trials()).extracting(Trial::steps).containsExactly(7, 7, 20, 7, 20);
    assertThat(result.data().size()).isEqualTo(61);
    PetsResult again = kept(new PointEnvironment(), CONFIG, heard).run();
    assertThat(again.trials()).isEqualTo(result.trials());
    assertThat(again.data().size()).isEqualTo(61);
  }

  @Test
  void threeBreakdownsInARowEndTheRunWhichGoesOnWithASoundSimulator() {
    Heard heard = new Heard();
    Spoiled broken = new Spoiled(Set.of(3, 4, 5), RobustnessTest::breakDown);
    assertThatThrownBy(() -> kept(broken, CONFIG, heard).run())
        .isInstanceOf(SimulationException.class)
        .hasMessageContainingAll(
            "3 trials in a row broke down", "after 7 steps", "is NaN in step 8");
    assertThat(heard.broken).hasSize(2);
    PetsResult result = kept(new PointEnvironment(), CONFIG, heard).run();
    assertThat(result.trials()).extracting(Trial::steps).containsExactly(20, 20, 7, 7, 20);
  }

  @Test
  void nothingToLearnFromIsSaid() {
    Environment never = new Spoiled(Set.of(), outcome -> outcome) {
      @Override
      public Step step(float[] action) {
        return breakDown(null);
      }
    };
    assertThatThrownBy(() -> new PetsLoop(never, CONFIG, new Heard()).run())
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("nothing to learn from");
  }

  private static Spoiled extreme(float value) {
    return new Spoiled(Set.of(2), outcome -> new Step(new float[] {value}, -1, false, false));
  }

  @Test
  void trainingThatDivergesIsTriedAgainWithMoreCare() {
    Heard heard = new Heard();
    PetsResult result = new PetsLoop(extreme(1e30f), STEEP, heard).run();
    assertThat(heard.diverged)
        .containsExactly(
            "3: the weights from before and learningRate = 0.01",
            "3: new weights and learningRate = 0.01");
    assertThat(result.trials()).hasSize(3);
    assertThat(weights(result)).allSatisfy(w -> assertThat(w).isFinite());
  }

  static List<Float> weights(PetsResult result) {
    List<Float> all = new ArrayList<>();
    result.ensemble().members().forEach(member -> member.layers().forEach(layer -> {
      for (float w : layer.weights()) {
        all.add(w);
      }
    }));
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whatWasKilledWhileItWasTriedAgainEndsAsIfItHadNotBeen(int epochs) {
    PetsResult whole = new PetsLoop(extreme(1e30f), STEEP, new Heard()).run();
    PetsListener killer = new PetsListener() {
      private int setbacks;
      private int epoch;

      @Override
      public void diverged(int trial, TrainingException problem, String how) {
        setbacks++;
      }

      @Override
      public void epoch(int trial, Epoch now) {
        if (setbacks == 2 && ++epoch == epochs) {
          throw new IllegalStateException("killed");
        }
      }
    };
    assertThatThrownBy(() -> kept(extreme(1e30f), STEEP, killer).run()).hasMessage("killed");
    PetsResult resumed = kept(new PointEnvironment(), STEEP, new Heard()).run();
    assertThat(weights(resumed)).isEqualTo(weights(whole));
  }

  @Test
  void trainingThatNothingHelpsEndsTheRunWithTheReason() {
    Spoiled spoiled =
        new Spoiled(Set.of(2), outcome -> new Step(new float[] {-1}, -1, false, false)) {
          @Override
          public List<Expr> features() {
            return List.of(Expr.log(Expr.state(0).plus(Expr.constant(0.9f))), Expr.action(0));
          }
        };
    Heard heard = new Heard();
    assertThatThrownBy(() -> new PetsLoop(spoiled, CONFIG, heard).run())
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("3 fits in a row failed, the last: ");
    assertThat(heard.diverged).hasSize(2);
  }
}
