package dev.foresight.learn;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.PlannerConfig;
import dev.foresight.ScalarEnsemble;
import dev.foresight.WorldModel;
import dev.foresight.compute.Check;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

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
  private final Environment env;
  private final PetsConfig config;
  private final PetsListener listener;
  private final Device device;
  private final EnsembleTrainer trainer;
  private final Optional<ValueTrainer> valueTrainer;
  private final ReplayBuffer data;
  private final SplittableRandom random;
  private volatile boolean stopped;

  /**
   * A loop over an environment, which is the loop's to step while it runs, on the fastest device.
   *
   * @throws IllegalArgumentException if actions are to be noisy and their space limits their rate
   */
  public PetsLoop(Environment env, PetsConfig config, PetsListener listener) {
    this(env, config, listener, Device.fastest());
  }

  /** A loop that plans on a device of the caller's choice; models are trained on the CPU. */
  public PetsLoop(Environment env, PetsConfig config, PetsListener listener, Device device) {
    this.env = Objects.requireNonNull(env, "env");
    this.config = Objects.requireNonNull(config, "config");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.device = Objects.requireNonNull(device, "device");
    Check.that(
        config.actionNoise() == 0 || env.task().actions().rate().length == 0,
        "actionNoise is " + config.actionNoise()
            + ", and would break the rate of the action space; set one of the two aside");
    int states = env.stateSize();
    int actions = env.task().actions().size();
    random = new SplittableRandom(config.seed());
    TrainerConfig training = config.trainer().withSeed(random.nextLong());
    trainer = new EnsembleTrainer(states, actions, env.features(), env.delta(), training);
    valueTrainer = config.terminal().map(terminal -> {
      ValueConfig value = terminal.value();
      TrainerConfig seeded = value.trainer().withSeed(random.nextLong());
      value = value.withTrainer(seeded);
      return terminal.readsAction()
          ? ValueTrainer.q(states, actions, value)
          : ValueTrainer.v(states, actions, value);
    });
    data = new ReplayBuffer(states, actions, config.trials() * env.maxSteps());
  }

  /** Ends the run after the present step or epoch; from any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Runs until a trial is solved, the trials are used up, {@link #stop()} is called or the thread is
   * interrupted (its interrupt status stays set). Once only.
   */
  public PetsResult run() {
    List<Trial> trials = new ArrayList<>();
    boolean solved = false;
    for (int t = 1; t <= config.trials() && !solved && !halted(); t++) {
      listener.trialStarted(t, config.trials());
      Trial trial = t <= config.randomTrials() ? episode(t, null, null) : planned(t);
      if (trial != null) {
        trials.add(trial);
        solved = trial.solved();
        listener.trialEnded(trial);
      }
    }
    return new PetsResult(
        solved,
        trials,
        trainer.ensemble().keeping(env.kept()),
        valueTrainer.map(ValueTrainer::value),
        data);
  }

  private boolean halted() {
    return stopped || Thread.currentThread().isInterrupted();
  }

  private Trial planned(int trial) {
    Training training = trainer.fit(data, epoch -> listener.epoch(trial, epoch), this::halted);
    Ensemble ensemble = trainer.ensemble().keeping(env.kept());
    listener.trained(trial, training, ensemble);
    WorldModel model = withValue(env.task().model(ensemble), trial);
    PlannerConfig planning = config.planner().withSeed(random.nextLong());
    try (Planner planner = Planner.builder(model, env.task().actions(), planning)
        .backend(device.backend())
        .device(device.number())
        .disagreement(false)
        .build()) {
      return episode(trial, training, planner);
    }
  }

  private WorldModel withValue(WorldModel model, int trial) {
    if (valueTrainer.isEmpty()) {
      return model;
    }
    Training training = valueTrainer.get().fit(data, epoch -> {}, this::halted);
    ScalarEnsemble value = valueTrainer.get().value();
    listener.valueTrained(trial, training, value);
    return model
        .withValue(value)
        .withDiscount(config.terminal().orElseThrow().value().discount());
  }

  /** One episode; null if it was stopped. Random actions without a planner. */
  private Trial episode(int trial, Training training, Planner planner) {
    float[] state = env.reset(random.nextLong());
    float ret = 0;
    long planning = 0;
    for (int step = 1; !halted(); step++) {
      long start = System.nanoTime();
      Plan plan = planner == null ? null : planner.plan(state);
      long nanos = System.nanoTime() - start;
      planning += nanos;
      if (plan != null) {
        listener.planned(trial, plan, nanos);
      }
      float[] action = plan == null ? randomAction() : noisy(plan.action());
      Step outcome = env.step(action);
      data.add(
          state,
          action,
          outcome.reward(),
          outcome.observation(),
          outcome.terminated(),
          outcome.truncated());
      ret += outcome.reward();
      listener.step(trial, step, state, action, outcome, plan, ret);
      state = outcome.observation();
      if (outcome.terminated() || outcome.truncated()) {
        boolean solved = planner != null && ret >= config.solvedReturn();
        return new Trial(trial, step, ret, training, planning * 1e-9, solved);
      }
    }
    return null;
  }

  /** The action with the configuration's noise, within the action space. */
  private float[] noisy(float[] action) {
    float[] low = env.task().actions().low();
    float[] high = env.task().actions().high();
    for (int i = 0; i < action.length && config.actionNoise() > 0; i++) {
      float std = config.actionNoise() * (high[i] - low[i]) / 2;
      float moved = action[i] + std * (float) random.nextGaussian();
      action[i] = Math.min(high[i], Math.max(low[i], moved));
    }
    return action;
  }

  private float[] randomAction() {
    float[] low = env.task().actions().low();
    float[] action = env.task().actions().high();
    for (int i = 0; i < action.length; i++) {
      action[i] = low[i] + (action[i] - low[i]) * (float) random.nextDouble();
    }
    return action;
  }
}
