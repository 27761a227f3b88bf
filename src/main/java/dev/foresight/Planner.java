package dev.foresight;

import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import java.time.Duration;
import java.util.Objects;

/**
 * Finds good actions by sampling: plans are drawn, rolled out through the world model, scored,
 * weighed and fitted, round after round.
 *
 * <p>A planner keeps its last plan to start the next one from, one per problem; {@link #reset} it when an episode ends.
 * The same seed, states and number of calls so far give bit-equal plans, whatever the number of threads and however
 * problems are spread over planners. Use a planner from one thread; several planners run side by side.
 *
 * <pre>{@code
 * try (Planner planner = Planner.create(model, actions, PlannerConfig.cem())) {
 *   float[] action = planner.plan(state).action();
 * }
 * }</pre>
 */
public final class Planner implements AutoCloseable {
  private final Engine engine;
  private final Rounds rounds;
  private final States states;
  private final PreviousActions previous;
  private final Proposals proposals;
  private final Results results;
  private final Timing timing = new Timing();
  private final Counters counters;
  private final Recording recording;
  private final Episodes episodes;
  private final float[][] single = new float[1][];
  EngineSpec spec;
  private boolean closed;
  private boolean told = true;
  private int call;

  Planner(EngineSpec spec, Device device, PlannerBuilder builder) {
    this.spec = spec;
    boolean compared = builder.disagreement;
    recording = Recording.of(device, spec);
    engine = recording.watched(device.open(spec, builder.memory));
    states = new States(spec);
    previous = new PreviousActions(spec);
    proposals = new Proposals(spec);
    results = new Results(spec, compared);
    Telemetry telemetry =
        builder.listener == null ? null : new Telemetry(spec, previous, builder.listener);
    rounds = new Rounds(spec, engine, timing, telemetry, compared);
    counters = new Counters(spec);
    episodes = new Episodes(engine, previous, proposals, spec.problems());
    reset();
  }

  /** A planner for one problem on the fastest backend. */
  public static Planner create(WorldModel model, ActionSpace actions, PlannerConfig config) {
    return new PlannerBuilder(model, actions, config).build();
  }

  /** More choices: the backend, several problems, threads. */
  public static PlannerBuilder builder(
      WorldModel model, ActionSpace actions, PlannerConfig config) {
    return new PlannerBuilder(model, actions, config);
  }

  /** Steps looked ahead, H. */
  public int horizon() {
    return spec.config().horizon();
  }

  /** How exactly a learned model is computed. */
  public Precision precision() {
    return engine.precision();
  }

  /** The number of problems, B. */
  public int problems() {
    return spec.problems();
  }

  /**
   * Plans from a state, for a planner of one problem.
   *
   * @param state length S, finite
   */
  public Plan plan(float[] state) {
    timing.begin();
    single[0] = state;
    return results.plan(spec, 0, run(single));
  }

  /**
   * Plans from a state within a time, for a planner of one problem.
   *
   * @param state length S, finite
   * @param deadline time from now. A round starts only if it should be done by then, judged by what was planned
   *     before; on the CPU, a round that takes longer is given up, and the plan is that of the rounds before it. A
   *     planner's very first round starts unless the deadline is past, and is carried through ({@link #warmUp()} learns
   *     the time)
   */
  public Plan plan(float[] state, Duration deadline) {
    timing.begin(deadline);
    single[0] = state;
    return results.plan(spec, 0, run(single));
  }

  /**
   * Plans for all problems at once.
   *
   * @param states {@code [B][S]}, finite
   */
  public Plan[] planAll(float[][] states) {
    timing.begin();
    return results.all(spec, run(states));
  }

  /** Plans for all problems at once within a time; see {@link #plan(float[], Duration)}. */
  public Plan[] planAll(float[][] states, Duration deadline) {
    timing.begin(deadline);
    return results.all(spec, run(states));
  }

  /** Plans for all problems, leaves the outcome in the arrays here, and says how many rounds ran. */
  private int run(float[][] problems) {
    requireOpen();
    recording.begin();
    states.write(problems, engine);
    previous.write(engine);
    engine.shift();
    proposals.begin(engine, spec, call);
    int done = rounds.run(call, told);
    boolean evaluated = rounds.choose(call);
    results.read(spec, engine, evaluated);
    previous.follow(results);
    timing.end(done);
    recording.end(done, timing);
    if (told) {
      counters.add(done, timing);
    }
    call++;
    return done;
  }

  /**
   * Plans from zeros a few times, of which no listener hears and which {@link #stats()} leave out, and
   * begins the episode anew: compiles and learns the time.
   */
  public void warmUp() {
    float[][] zeros = new float[spec.problems()][spec.stateSize()];
    int before = call;
    told = false;
    try {
      for (int i = 0; i < 3; i++) {
        planAll(zeros);
      }
      timing.beginToLearn();
      run(zeros);
    } finally {
      told = true;
    }
    call = before;
    episodes.restart();
  }

  /**
   * Plans through another model from now on, and keeps all else, also the last plans: to learn meanwhile.
   *
   * @param model with as many states and actions, and stochastic if the one before was
   * @throws IllegalArgumentException if it has not
   */
  public void update(WorldModel model) {
    requireOpen();
    EngineSpec next = spec.withModel(model);
    engine.update(model);
    spec = next;
  }

  /**
   * Says which action was carried out last in a problem, where that is not the first of its last plan: the next
   * plan's first action is within the {@linkplain ActionSpace#withRate rate} of it, if there are rates.
   *
   * @param action length A, finite; outside the action space the nearest in it counts
   */
  public void executed(int problem, float[] action) {
    previous.set(Objects.checkIndex(problem, spec.problems()), action);
  }

  /**
   * Puts plans forward for a problem: what a demonstration did, or what inverse dynamics say. They take part in every
   * round of the problem's next planning call, and are then gone; fresh plans stand in the place of those that are
   * fewer than {@link PlannerConfig#proposals()}. Where the terminal value reads an action of the plan, that is the last
   * one once more.
   *
   * @param plans up to {@code proposals} plans {@code [H][A]}, finite; outside the action space the
   *     nearest action in it counts
   */
  public void propose(int problem, float[][][] plans) {
    proposals.set(spec, Objects.checkIndex(problem, spec.problems()), plans);
  }

  /** What was done so far. Any thread may ask. */
  public PlannerStats stats() {
    return counters.stats();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the planner is closed; create another one");
    }
  }

  /** Moves the last plan one step on, beyond the one that the next call moves it. */
  void moveOn() {
    requireOpen();
    engine.shift();
  }

  /** Begins the next episode of every problem: forgets its last plan, draws its member anew. */
  public void reset() {
    episodes.begin();
  }

  /** Begins the next episode of one problem; see {@link #reset()}. */
  public void reset(int problem) {
    episodes.begin(Objects.checkIndex(problem, spec.problems()));
  }

  /** Releases the backend's resources. */
  @Override
  public void close() {
    closed = true;
    engine.close();
  }
}
