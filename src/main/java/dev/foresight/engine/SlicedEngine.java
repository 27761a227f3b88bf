package dev.foresight.engine;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plans problems that together do not fit into the memory there is: an engine for some of them at a time
 * takes one slice after the other. What lasts from call to call, and what comes of the chosen plans, is
 * kept here for all; PLANS, RETURNS and VIOLATIONS of other rounds are of the slice in work and are gone
 * with it. A problem's numbers are those that it has in an engine for all.
 *
 * <p>Operations are put off until something is read, so that a slice is loaded once for all that is
 * done in between.
 */
public final class SlicedEngine implements Engine {
  private static final List<ArrayName> LASTING = List.of(
      ArrayName.STATE,
      ArrayName.PREVIOUS,
      ArrayName.MEAN,
      ArrayName.STD,
      ArrayName.ELITES,
      ArrayName.PROPOSALS,
      ArrayName.FAILURES);
  private static final List<ArrayName> CHOSEN = List.of(
      ArrayName.PLANS,
      ArrayName.RETURNS,
      ArrayName.VIOLATIONS,
      ArrayName.SCORES,
      ArrayName.DISAGREEMENT);
  private static final List<ArrayName> OF_ROUND = List.of(ArrayName.SCORES, ArrayName.WEIGHTS);

  private final EngineSpec spec;
  private final EngineSpec part;
  private final Engine engine;
  private final Map<ArrayName, SlicedArray> lasting = new EnumMap<>(ArrayName.class);
  private final Map<ArrayName, SlicedArray> chosen = new EnumMap<>(ArrayName.class);
  private final Map<ArrayName, SlicedArray> ofRound = new EnumMap<>(ArrayName.class);
  private final int[] episodes;
  private final List<Consumer<Engine>> pending = new ArrayList<>();
  private Round last;

  private SlicedEngine(EngineSpec spec, int slice, Function<EngineSpec, Engine> open) {
    this.spec = spec;
    part = spec.withProblems(slice);
    episodes = new int[spec.problems()];
    LASTING.forEach(name -> lasting.put(name, new SlicedArray(spec, part, name, 1)));
    CHOSEN.forEach(name -> chosen.put(name, new SlicedArray(spec, part, name, 1)));
    engine = open.apply(part);
    for (SlicedArray each : lasting.values()) {
      for (int first = 0; first < spec.problems(); first += slice) {
        each.save(engine, first);
      }
    }
  }

  /**
   * An engine for all problems at once where they fit, else one for slices of them.
   *
   * @param bytes most memory for arrays
   * @param open gives an engine for as many problems as the specification says
   * @throws IllegalArgumentException if not even one problem fits
   */
  public static Engine open(EngineSpec spec, long bytes, Function<EngineSpec, Engine> open) {
    int slice = ArraySizes.fitting(spec, bytes);
    return slice == spec.problems() ? open.apply(spec) : new SlicedEngine(spec, slice, open);
  }

  /** Loads every slice in turn and does with it what was put off. */
  private void flush() {
    if (pending.isEmpty()) {
      return;
    }
    boolean one = last != null && last.plans() == 1;
    if (!one && last != null) {
      OF_ROUND.forEach(name -> ofRound.computeIfAbsent(
          name, each -> new SlicedArray(spec, part, each, spec.config().plans())));
    }
    for (int first = 0; first < spec.problems(); first += part.problems()) {
      engine.renumber(spec.firstProblem() + first);
      for (int b = 0; b < part.problems() && spec.posterior(); b++) {
        engine.reset(b, episodes[Math.min(first + b, episodes.length - 1)]);
      }
      for (SlicedArray each : lasting.values()) {
        each.load(engine, first);
      }
      for (Consumer<Engine> operation : pending) {
        operation.accept(engine);
      }
      for (SlicedArray each : lasting.values()) {
        each.save(engine, first);
      }
      if (last != null) {
        for (SlicedArray each : (one ? chosen : ofRound).values()) {
          each.save(engine, first, last.plans());
        }
      }
    }
    pending.clear();
  }

  private void note(Round round, Consumer<Engine> operation) {
    last = round;
    pending.add(operation);
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {
    flush();
    kept(name, plans).write(values, plans);
  }

  @Override
  public void read(ArrayName name, int plans, float[] into) {
    flush();
    kept(name, plans).read(into, plans);
  }

  private SlicedArray kept(ArrayName name, int plans) {
    SlicedArray array = lasting.get(name);
    if (array == null) {
      array = (plans == 1 ? chosen : ofRound).get(name);
    }
    if (array == null) {
      throw new IllegalArgumentException(name + " of a round of " + plans + " plans is not kept"
          + " where problems are planned in slices; plan fewer problems at a time");
    }
    return array;
  }

  @Override
  public void reset(int problem, int episode) {
    flush();
    int slice = part.problems();
    int first = problem / slice * slice;
    episodes[problem] = episode;
    engine.renumber(spec.firstProblem() + first);
    lasting.values().forEach(each -> each.load(engine, first));
    engine.reset(problem - first, episode);
    lasting.values().forEach(each -> each.save(engine, first));
  }

  @Override
  public void renumber(int firstProblem) {
    throw new IllegalStateException("slices have numbers of their own; open another engine");
  }

  @Override
  public void shift() {
    note(null, Engine::shift);
  }

  @Override
  public void propose(int call) {
    note(null, each -> each.propose(call));
  }

  @Override
  public void sample(int call, Round round) {
    note(round, each -> each.sample(call, round));
  }

  @Override
  public void rollout(int call, Round round) {
    note(round, each -> each.rollout(call, round));
  }

  @Override
  public void score(Round round) {
    note(round, each -> each.score(round));
  }

  @Override
  public void weigh(Round round) {
    note(round, each -> each.weigh(round));
  }

  @Override
  public void fit(Round round) {
    note(round, each -> each.fit(round));
  }

  @Override
  public void disagree() {
    note(last, Engine::disagree);
  }

  @Override
  public Precision precision() {
    return engine.precision();
  }

  @Override
  public void finish() {
    flush();
    engine.finish();
  }

  @Override
  public void update(WorldModel model) {
    flush();
    engine.update(model);
  }

  @Override
  public void close() {
    engine.close();
  }
}
