package dev.foresight.learn;

import dev.foresight.Device;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.compute.Check;
import dev.foresight.env.Environment;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Learns to control a system it knows nothing of (PETS, Chua et al. 2018, algorithm 1): random
 * trials, then in turn train the ensemble on all that was seen and plan a trial through it, until a
 * trial's return is good enough.
 *
 * <pre>{@code
 * Environment env = Environments.named("cartpole");
 * PetsResult result = new PetsLoop(env, PetsConfig.demo(150), new PetsListener() {}).run();
 * result.ensemble().save(Path.of("cartpole.safetensors"));
 * }</pre>
 */
public final class PetsLoop {
  private static final int BREAKDOWNS = 3;

  private final Environment env;
  private final PetsConfig config;
  private final PetsListener listener;
  private final Device device;
  private final Learning learning;
  private final ReplayBuffer data;
  private Path path;
  private RunFolder folder = RunFolder.none();
  private int breakdowns;
  private volatile boolean stopped;

  /**
   * A loop over an environment, which is the loop's to step while it runs, on the fastest device.
   *
   * @throws IllegalArgumentException if actions are to be noisy and their space limits their rate
   */
  public PetsLoop(Environment env, PetsConfig config, PetsListener listener) {
    this(env, config, listener, Device.fastest());
  }

  /** A loop that plans on a device of the caller's choice, and trains there if it is a GPU, else on the CPU. */
  public PetsLoop(Environment env, PetsConfig config, PetsListener listener, Device device) {
    this(env, config, listener, device, device.forTraining());
  }

  /**
   * A loop that plans on one device and trains ensembles on another; a terminal value is trained on
   * the CPU.
   */
  public PetsLoop(
      Environment env, PetsConfig config, PetsListener listener, Device device, Device training) {
    this.env = Objects.requireNonNull(env, "env");
    this.config = Objects.requireNonNull(config, "config");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.device = Objects.requireNonNull(device, "device");
    Check.that(
        config.actionNoise() == 0 || env.task().actions().rate().length == 0,
        "actionNoise is " + config.actionNoise()
            + ", and would break the rate of the action space; set one of the two aside");
    learning = new Learning(env, config, listener, this::halted, training);
    data = new ReplayBuffer(
        env.stateSize(), env.task().actions().size(), config.trials() * env.maxSteps());
  }

  /**
   * Keeps the run in a folder, so that it can go on if its process ends, however it ends: every step in a journal, what was
   * learned in a checkpoint after every epoch. Where the folder has a run of these settings (the number of trials may
   * differ), {@link #run} goes on with it: with the step or the epoch after the last one that was
   * carried out. An episode that was under way is brought back by carrying out its actions again, so the
   * environment must do the same for the same seed and actions; its next plan begins anew. Learning
   * goes on as if nothing had happened, to the bit.
   *
   * <pre>{@code
   * new PetsLoop(env, config, listener).keptIn(Path.of("run-1")).run();
   * }</pre>
   *
   * @return this
   */
  public PetsLoop keptIn(Path place) {
    path = Objects.requireNonNull(place, "place");
    return this;
  }

  /** Whether a folder has a run that {@link #keptIn} would go on with. */
  public static boolean begun(Path place) {
    return Files.exists(place.resolve(RunFolder.JOURNAL));
  }

  /** Ends the run after the present step or epoch; from any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Runs until a trial is solved, the trials are used up, {@link #stop()} is called or the thread is
   * interrupted (its interrupt status stays set). Once only.
   *
   * @throws IllegalArgumentException if the folder of the run has another one
   * @throws java.io.UncheckedIOException if the run cannot be kept, for instance as the disk is full; it goes on
   *     from there when there is room again
   * @throws SimulationException if {@value #BREAKDOWNS} trials in a row ended by one
   */
  public PetsResult run() {
    folder = path == null
        ? RunFolder.none()
        : RunFolder.at(path, settings(), env.stateSize(), env.task().actions().size());
    try (RunFolder open = folder) {
      return goOn(open.past());
    }
  }

  /** What has to be the same for a run to go on; the rest may be another machine's. */
  private String settings() {
    PetsConfig same =
        config.withTrials(config.randomTrials()).withTrainer(config.trainer().withThreads(1));
    return env.task().name() + " " + same;
  }

  private PetsResult goOn(List<Journal.Episode> past) {
    List<Trial> trials = new ArrayList<>();
    Journal.Episode open = null;
    for (Journal.Episode episode : past) {
      remember(episode);
      open = episode.end() == null ? episode : null;
      if (open == null) {
        trials.add(episode.end());
      }
    }
    if (!past.isEmpty()) {
      folder.load(learning::readFrom);
      listener.resumed(
          trials, trials.size() + 1, open == null ? 0 : open.steps().size());
    }
    boolean solved = !trials.isEmpty() && trials.get(trials.size() - 1).solved();
    for (int t = trials.size() + 1; t <= config.trials() && !solved && !halted(); t++) {
      listener.trialStarted(t, config.trials());
      Trial trial = t <= config.randomTrials() ? episode(t, null, null, open) : planned(t, open);
      open = null;
      if (trial != null) {
        folder.end(trial);
        trials.add(trial);
        solved = trial.solved();
        listener.trialEnded(trial);
      }
    }
    return new PetsResult(solved, trials, learning.ensemble(), learning.value(), data);
  }

  private void remember(Journal.Episode episode) {
    float[] state = episode.first();
    for (Journal.Taken taken : episode.steps()) {
      remember(state, taken.action(), taken.outcome());
      state = taken.outcome().observation();
    }
  }

  private void remember(float[] state, float[] action, Step outcome) {
    data.add(
        state,
        action,
        outcome.reward(),
        outcome.observation(),
        outcome.terminated(),
        outcome.truncated());
  }

  private boolean halted() {
    return stopped || Thread.currentThread().isInterrupted();
  }

  private Trial planned(int trial, Journal.Episode open) {
    if (data.size() == 0) {
      throw new SimulationException(
          env.task().name()
              + " broke down in the first step of every random trial, so there is nothing to learn from");
    }
    Training training = learning.learn(trial, data, folder);
    if (training == null) {
      return null;
    }
    PlannerConfig planning =
        config.planner().withSeed(Seeds.stream(config.seed(), trial).nextLong());
    try (Planner planner = Planner.builder(learning.model(), env.task().actions(), planning)
        .backend(device.backend())
        .device(device.number())
        .disagreement(false)
        .build()) {
      return episode(trial, training, planner, open);
    }
  }

  /**
   * One episode; null if it was stopped. Random actions without a planner.
   *
   * @param open what of it was carried out before the run went on, or null
   */
  private Trial episode(int trial, Training training, Planner planner, Journal.Episode open) {
    Actions actions = new Actions(env.task().actions(), config, trial);
    float[] state = env.reset(actions.start());
    Tally tally = new Tally();
    if (open == null) {
      folder.begin(trial, state);
    } else {
      state = repeat(open, state, actions, tally);
    }
    while (!tally.over() && !halted()) {
      long start = System.nanoTime();
      Plan plan = planner == null ? null : planner.plan(state);
      long nanos = System.nanoTime() - start;
      if (plan != null) {
        listener.planned(trial, plan, nanos);
      }
      float[] action = plan == null ? actions.random() : actions.noisy(plan.action());
      Step outcome;
      try {
        outcome = finite(env.step(action), tally.steps() + 1);
      } catch (SimulationException e) {
        broke(trial, tally.steps(), e);
        return tally.trial(trial, training, false);
      }
      folder.step(new Journal.Taken(action, outcome, nanos));
      remember(state, action, outcome);
      tally.add(outcome, nanos);
      listener.step(trial, tally.steps(), state, action, outcome, plan, tally.ret());
      state = outcome.observation();
    }
    breakdowns = tally.over() ? 0 : breakdowns;
    boolean solved = planner != null && tally.ret() >= config.solvedReturn();
    return tally.over() ? tally.trial(trial, training, solved) : null;
  }

  /** What is no number would spoil everything that is learned from then on. */
  private Step finite(Step outcome, int step) {
    for (float value : outcome.observation()) {
      finite("an observation", value, step);
    }
    finite("a reward", outcome.reward(), step);
    return outcome;
  }

  private void finite(String what, float value, int step) {
    if (!Float.isFinite(value)) {
      throw new SimulationException(
          env.task().name() + " gave " + what + " of " + value + " in step " + step);
    }
  }

  /** The trial ends, as if it were cut off, unless that was the case for some trials in a row. */
  private void broke(int trial, int steps, SimulationException problem) {
    if (++breakdowns >= BREAKDOWNS) {
      throw new SimulationException(
          breakdowns + " trials in a row broke down, the last after " + steps + " steps: "
              + problem.getMessage() + "; look at the simulator, or at what actions it is given",
          problem);
    }
    listener.broke(trial, steps, problem);
  }

  /** Carries out what was carried out before. */
  private float[] repeat(Journal.Episode open, float[] first, Actions actions, Tally tally) {
    same(open.first(), first, open.trial(), 0);
    float[] state = first;
    for (Journal.Taken taken : open.steps()) {
      actions.skip(open.trial() > config.randomTrials());
      Step outcome = env.step(taken.action());
      tally.add(taken.outcome(), taken.nanos());
      same(taken.outcome().observation(), outcome.observation(), open.trial(), tally.steps());
      state = outcome.observation();
    }
    return state;
  }

  private void same(float[] then, float[] now, int trial, int step) {
    if (!Arrays.equals(then, now)) {
      throw new IllegalStateException(env.task().name() + " does not do again what it did in trial "
          + trial + ", step " + step + ": " + Arrays.toString(now) + " instead of "
          + Arrays.toString(then) + "; go on with the same version and machine as before");
    }
  }
}
