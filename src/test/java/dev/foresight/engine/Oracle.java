package dev.foresight.engine;

import dev.foresight.Ensemble;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The operations as their definitions say, in double precision and plain loops. Every engine
 * answers to it; it shares no code with any, and nobody is to make it fast.
 */
final class Oracle implements Engine {
  private final PlannerConfig config;
  private final int steps;
  private final int actions;
  private final float[] low;
  private final float[] high;
  private final Map<ArrayName, double[]> arrays = new EnumMap<>(ArrayName.class);
  private final int[] members;
  private EngineSpec spec;

  Oracle(EngineSpec spec) {
    this.spec = spec;
    config = spec.config();
    steps = spec.steps();
    actions = spec.actionSize();
    low = spec.actions().low();
    high = spec.actions().high();
    members = new int[spec.problems()];
    for (ArrayName name : ArrayName.values()) {
      arrays.put(name, new double[spec.length(name, config.plans())]);
    }
    for (int b = 0; b < spec.problems(); b++) {
      reset(b, 0);
    }
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {
    double[] array = new double[spec.length(name, plans)];
    for (int i = 0; i < array.length; i++) {
      array[i] = values[i];
    }
    arrays.put(name, array);
  }

  @Override
  public void read(ArrayName name, int plans, float[] into) {
    for (int i = 0; i < spec.length(name, plans); i++) {
      into[i] = (float) arrays.get(name)[i];
    }
  }

  @Override
  public void reset(int problem, int episode) {
    members[problem] =
        new OracleNoise(config.seed()).episodeMember(spec, spec.firstProblem() + problem, episode);
    for (int t = 0; t < steps; t++) {
      for (int a = 0; a < actions; a++) {
        arrays.get(ArrayName.MEAN)[at(problem, t, a)] = 0.5 * low[a] + 0.5 * high[a];
      }
    }
    if (spec.actions().limited()) {
      for (int a = 0; a < actions; a++) {
        arrays.get(ArrayName.PREVIOUS)[problem * actions + a] = Double.NaN;
      }
    }
    int size = Round.remembered(config) * steps * actions;
    Arrays.fill(arrays.get(ArrayName.ELITES), problem * size, (problem + 1) * size, Double.NaN);
    int proposed = config.proposals() * steps * actions;
    double[] proposals = arrays.get(ArrayName.PROPOSALS);
    Arrays.fill(proposals, problem * proposed, (problem + 1) * proposed, Double.NaN);
  }

  @Override
  public void renumber(int firstProblem) {
    spec = new EngineSpec(
        spec.model(), spec.actions(), config, spec.problems(), firstProblem, spec.threads());
  }

  @Override
  public void shift() {
    for (ArrayName name : new ArrayName[] {ArrayName.MEAN, ArrayName.ELITES}) {
      double[] old = arrays.get(name).clone();
      for (int i = 0; i < old.length; i++) {
        boolean last = i / actions % steps == steps - 1;
        arrays.get(name)[i] = old[last ? i : i + actions];
      }
    }
    for (int b = 0; b < spec.problems(); b++) {
      for (int a = 0; a < actions; a++) {
        arrays.get(ArrayName.MEAN)[at(b, steps - 1, a)] = 0.5 * low[a] + 0.5 * high[a];
      }
    }
    for (int i = 0; i < arrays.get(ArrayName.STD).length; i++) {
      arrays.get(ArrayName.STD)[i] = config.initialStd() * half(i % actions);
    }
    Arrays.fill(arrays.get(ArrayName.FAILURES), 0);
  }

  @Override
  public void propose(int call) {
    if (spec.model().policy().isPresent()) {
      double[] states = arrays.get(ArrayName.STATE);
      arrays.put(ArrayName.PROPOSALS, OracleProposals.of(spec, call, members, states));
    }
  }

  @Override
  public void sample(int call, Round round) {
    arrays.put(ArrayName.PLANS, new OracleSample(spec, arrays).plans(call, round));
  }

  @Override
  public void rollout(int call, Round round) {
    int particles = spec.particles();
    int states = spec.stateSize();
    double[] returns = new double[spec.length(ArrayName.RETURNS, round.plans())];
    double[] violations = new double[spec.length(ArrayName.VIOLATIONS, round.plans())];
    for (int row = 0; row * particles < returns.length; row++) {
      int b = row / round.plans();
      double[] start =
          Arrays.copyOfRange(arrays.get(ArrayName.STATE), b * states, (b + 1) * states);
      double[][] plan = new double[steps][];
      for (int t = 0; t < steps; t++) {
        int from = (row * steps + t) * actions;
        plan[t] = Arrays.copyOfRange(arrays.get(ArrayName.PLANS), from, from + actions);
      }
      int member = members[b];
      int problem = spec.firstProblem() + b;
      OracleFuture.Result[] results = spec.config().propagation() == Propagation.MM
          ? new OracleJoint(spec, problem, member, call).of(start, plan)
          : IntStream.range(0, particles)
              .mapToObj(p -> new OracleFuture(spec, problem, member, call, p).of(start, plan))
              .toArray(OracleFuture.Result[]::new);
      for (int p = 0; p < particles; p++) {
        returns[row * particles + p] = results[p].earned();
        if (violations.length > 0) {
          violations[row * particles + p] = results[p].violates() ? 1 : 0;
        }
      }
    }
    arrays.put(ArrayName.VIOLATIONS, violations);
    arrays.put(ArrayName.RETURNS, returns);
  }

  @Override
  public void score(Round round) {
    int particles = spec.particles();
    double[] scores = new double[spec.length(ArrayName.SCORES, round.plans())];
    for (int i = 0; i < scores.length; i++) {
      double[] returns =
          Arrays.copyOfRange(arrays.get(ArrayName.RETURNS), i * particles, (i + 1) * particles);
      scores[i] = OracleScore.score(config.risk(), returns, members());
      if (arrays.get(ArrayName.VIOLATIONS).length > 0) {
        double[] violations = Arrays.copyOfRange(
            arrays.get(ArrayName.VIOLATIONS), i * particles, (i + 1) * particles);
        scores[i] = OracleScore.constrained(scores[i], spec.model().constraint(), violations);
      }
    }
    arrays.put(ArrayName.SCORES, scores);
  }

  private int members() {
    return spec.model().dynamics() instanceof Ensemble e ? e.members().size() : 1;
  }

  @Override
  public void weigh(Round round) {
    double[] weights = new double[spec.length(ArrayName.WEIGHTS, round.plans())];
    for (int b = 0; b < spec.problems(); b++) {
      double[] own = OracleScore.weights(scores(b, round), config.elites(), config.temperature());
      System.arraycopy(own, 0, weights, b * round.plans(), round.plans());
    }
    arrays.put(ArrayName.WEIGHTS, weights);
  }

  @Override
  public void fit(Round round) {
    for (int b = 0; b < spec.problems(); b++) {
      int from = b * round.plans();
      double[] weights =
          Arrays.copyOfRange(arrays.get(ArrayName.WEIGHTS), from, from + round.plans());
      if (Arrays.stream(weights).allMatch(w -> w == 0)) {
        arrays.get(ArrayName.FAILURES)[b]++;
        continue;
      }
      remember(b, round);
      for (int t = 0; t < steps; t++) {
        for (int a = 0; a < actions; a++) {
          fit(b, t, a, round, weights);
        }
      }
    }
  }

  private void fit(int b, int t, int a, Round round, double[] weights) {
    double mean = 0;
    for (int n = 0; n < weights.length; n++) {
      mean += weights[n] * plan(b, n, t * actions + a, round);
    }
    double variance = 0;
    for (int n = 0; n < weights.length; n++) {
      double distance = plan(b, n, t * actions + a, round) - mean;
      variance += weights[n] * distance * distance;
    }
    int i = at(b, t, a);
    double kept = config.momentum();
    double[] means = arrays.get(ArrayName.MEAN);
    double[] stds = arrays.get(ArrayName.STD);
    means[i] = kept * means[i] + (1 - kept) * mean;
    stds[i] =
        Math.max(config.minStd() * half(a), kept * stds[i] + (1 - kept) * Math.sqrt(variance));
  }

  private void remember(int b, Round round) {
    int remembered = Round.remembered(config);
    int[] best = OracleScore.best(scores(b, round), remembered);
    for (int e = 0; e < remembered; e++) {
      for (int i = 0; i < steps * actions; i++) {
        arrays.get(ArrayName.ELITES)[(b * remembered + e) * steps * actions + i] =
            e < best.length ? plan(b, best[e], i, round) : Double.NaN;
      }
    }
  }

  private double[] scores(int b, Round round) {
    int from = b * round.plans();
    return Arrays.copyOfRange(arrays.get(ArrayName.SCORES), from, from + round.plans());
  }

  private double plan(int b, int n, int i, Round round) {
    return arrays.get(ArrayName.PLANS)[(b * round.plans() + n) * steps * actions + i];
  }

  private int at(int b, int t, int a) {
    return (b * steps + t) * actions + a;
  }

  private double half(int a) {
    return 0.5 * high[a] - 0.5 * low[a];
  }

  @Override
  public void disagree() {
    int states = spec.stateSize();
    int horizon = config.horizon();
    for (int b = 0; b < spec.problems() && spec.members() > 1; b++) {
      double[] state =
          Arrays.copyOfRange(arrays.get(ArrayName.STATE), b * states, (b + 1) * states);
      for (int t = 0; t < horizon; t++) {
        int from = (b * steps + t) * actions;
        double[] action = Arrays.copyOfRange(arrays.get(ArrayName.PLANS), from, from + actions);
        double[][] moments = OracleFuture.means((Ensemble) spec.model().dynamics(), state, action);
        for (int i = 0; i < states; i++) {
          arrays.get(ArrayName.DISAGREEMENT)[(b * horizon + t) * states + i] =
              Math.sqrt(moments[1][i]);
        }
        state = moments[0];
      }
    }
  }

  @Override
  public void finish() {}

  @Override
  public void update(WorldModel model) {
    spec = spec.withModel(model);
  }

  @Override
  public void close() {}
}
