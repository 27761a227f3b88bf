package dev.foresight;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.exp;
import static dev.foresight.Expr.log;
import static dev.foresight.Expr.next;
import static dev.foresight.Expr.sin;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the model, the shape and the numbers: actions are finite and within their bounds. */
class PlannerPropertyTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void actionsAreFiniteAndWithinTheirBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int states = random.nextInt(1, 5);
    ActionSpace box = box(random, random.nextInt(1, 4));
    WorldModel model = model(random, states, box.size());
    PlannerConfig config = config(random, model.dynamics());
    int problems = random.nextInt(1, 4);
    try (Planner planner = Planner.builder(model, box, config)
        .backend(Backend.CPU)
        .problems(problems)
        .threads(random.nextInt(1, 3))
        .build()) {
      for (int call = 0; call < 3; call++) {
        float[][] start = new float[problems][];
        for (int b = 0; b < problems; b++) {
          start[b] = numbers(random, states, scale(random));
        }
        for (Plan plan : planner.planAll(start)) {
          check(plan, config, box);
        }
        if (random.nextInt(4) == 0) {
          planner.reset(random.nextInt(problems));
        }
      }
    }
  }

  private static void check(Plan plan, PlannerConfig config, ActionSpace box) {
    assertThat(plan.actions()).hasDimensions(config.horizon(), box.size());
    for (float[] action : plan.actions()) {
      for (int a = 0; a < action.length; a++) {
        assertThat(action[a]).isFinite().isBetween(box.low()[a], box.high()[a]);
      }
    }
    assertThat(plan.iterations()).isEqualTo(config.iterations());
    assertThat(plan.outcome()).isNotEqualTo(Plan.Outcome.DEADLINE);
    assertThat(plan.score()).isNotNaN().isLessThan(Float.POSITIVE_INFINITY);
    if (config.commit() == Commit.BEST && plan.outcome() == Plan.Outcome.COMPLETE) {
      // The best plan is rolled out once more through the very same futures.
      assertThat(plan.score()).isFinite();
    }
  }

  private static float scale(SplittableRandom random) {
    float[] scales = {0, 1e-30f, 0.1f, 1, 1, 1, 10, 1000, 1e6f, 1e30f};
    return scales[random.nextInt(scales.length)];
  }

  private static float[] numbers(SplittableRandom random, int length, float scale) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = scale * (2 * (float) random.nextDouble() - 1);
    }
    return values;
  }

  /** Now and then a box of no width, and one as wide as a box can be. */
  private static ActionSpace box(SplittableRandom random, int size) {
    float[] low = numbers(random, size, scale(random));
    float[] high = numbers(random, size, scale(random));
    for (int a = 0; a < size; a++) {
      float least = Math.min(low[a], high[a]);
      high[a] = random.nextInt(5) == 0 ? least : Math.max(low[a], high[a]);
      low[a] = least;
    }
    return new ActionSpace(low, high);
  }

  private static WorldModel model(SplittableRandom random, int states, int actions) {
    WorldModel model = WorldModel.of(dynamics(random, states, actions))
        .withDiscount(random.nextInt(2) == 0 ? 1 : 0.9f)
        .withReward(
            random.nextInt(3) == 0
                ? network(random, states + actions, 1)
                : formula(random, states, actions).plus(next(0)));
    if (random.nextBoolean()) {
      model = model.withTermination(next(states - 1).greaterThan(1));
    }
    if (random.nextBoolean()) {
      model = model.withValue(
          random.nextBoolean() ? network(random, states, 1) : state(states - 1).squared());
    }
    return model;
  }

  private static Dynamics dynamics(SplittableRandom random, int states, int actions) {
    if (random.nextInt(3) == 0) {
      return new Erratic(states, actions, random.nextInt(2, 50));
    }
    List<Expr> next = new ArrayList<>();
    List<Expr> noise = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      next.add(formula(random, states, actions));
      noise.add(constant(0.1f).plus(state(i).times(0.01f)));
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Equations(next, List.of(), actions);
      case 1 -> new Equations(next, noise, actions);
      default -> ensemble(random, states, actions);
    };
  }

  /** Some formula; many of them are NaN or infinite here and there. */
  private static Expr formula(SplittableRandom random, int states, int actions) {
    Expr x = state(random.nextInt(states));
    Expr a = action(random.nextInt(actions));
    return switch (random.nextInt(7)) {
      case 0 -> x.plus(a.times(0.1f));
      case 1 -> sin(x).times(a);
      case 2 -> x.times(0.5f).minus(a.squared());
      case 3 -> log(x.plus(a));
      case 4 -> exp(x.minus(a));
      case 5 -> constant(1).dividedBy(a.minus(x));
      default -> a.clamped(-1, 1);
    };
  }

  private static Ensemble ensemble(SplittableRandom random, int states, int actions) {
    boolean gaussian = random.nextBoolean();
    int outputs = gaussian ? 2 * states : states;
    int members = random.nextInt(1, 4);
    int hidden = random.nextInt(1, 20);
    Activation activation = Activation.values()[random.nextInt(Activation.values().length)];
    List<Network> networks = IntStream.range(0, members)
        .mapToObj(e -> network(random, activation, states + actions, hidden, outputs))
        .toList();
    float[] std = new float[states + actions];
    java.util.Arrays.fill(std, 1);
    return new Ensemble(
        networks,
        actions,
        Ensemble.plainFeatures(states, actions),
        new float[states + actions],
        std,
        new boolean[states],
        gaussian ? numbers(random, states, 0) : new float[0],
        gaussian ? numbers(random, states, 0) : new float[0]);
  }

  private static Network network(SplittableRandom random, int inputs, int outputs) {
    return network(random, Activation.TANH, inputs, 5, outputs);
  }

  private static Network network(
      SplittableRandom random, Activation activation, int inputs, int hidden, int outputs) {
    return new Network(List.of(
        new Network.Layer(
            inputs,
            hidden,
            numbers(random, inputs * hidden, 1),
            numbers(random, hidden, 1),
            activation),
        new Network.Layer(
            hidden,
            outputs,
            numbers(random, hidden * outputs, 1),
            numbers(random, outputs, 1),
            Activation.IDENTITY)));
  }

  /** A simulator whose every so-manyth row is NaN or infinite. */
  private record Erratic(int stateSize, int actionSize, int every) implements Simulator {
    @Override
    public void step(float[] states, float[] actions, float[] next, int rows) {
      for (int i = 0; i < rows * stateSize; i++) {
        int row = i / stateSize;
        float bad = row % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
        next[i] = row % every == every - 1 ? bad : 0.5f * states[i] + actions[row * actionSize];
      }
    }
  }

  private static PlannerConfig config(SplittableRandom random, Dynamics dynamics) {
    Propagation[] all = Propagation.values();
    Propagation[] fitting = {Propagation.TS1, Propagation.TS_INFINITY, Propagation.E};
    Propagation[] propagations = dynamics.stochastic() ? all : fitting;
    int plans = random.nextInt(1, 80);
    float initialStd = 0.01f + random.nextInt(3);
    Noise[] noises = {
      Noise.white(), Noise.coloured(random.nextInt(4)), Noise.spline(random.nextInt(1, 6))
    };
    Risk[] risks = {
      Risk.mean(),
      Risk.worst(),
      Risk.var(0.6f),
      Risk.cvar(0.25f),
      Risk.entropic(1 - 3 * random.nextInt(2)),
      Risk.meanStd(random.nextInt(5) - 2)
    };
    return new PlannerConfig(
        random.nextInt(1, 9),
        plans,
        random.nextInt(1, plans + 1),
        random.nextInt(1, 4),
        random.nextBoolean()
            ? Float.POSITIVE_INFINITY
            : (float) Math.pow(10, random.nextInt(9) - 4),
        random.nextInt(3) * 0.45f,
        initialStd,
        random.nextInt(3) * 0.5f * initialStd,
        1 + random.nextInt(3) * 0.5f,
        random.nextInt(3) * 0.5f,
        random.nextBoolean(),
        random.nextInt(plans + 1),
        Commit.values()[random.nextInt(2)],
        noises[random.nextInt(noises.length)],
        Bounds.values()[random.nextInt(2)],
        random.nextInt(1, 8),
        propagations[random.nextInt(propagations.length)],
        random.nextBoolean() ? Exploration.greedy() : Exploration.posteriorSampling(),
        risks[random.nextInt(risks.length)],
        random.nextLong());
  }
}
