package dev.foresight.learn;

import dev.foresight.Device;
import dev.foresight.Ensemble;
import dev.foresight.ScalarEnsemble;
import dev.foresight.WorldModel;
import dev.foresight.env.Environment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a {@link PetsLoop} learns before each planned trial: the dynamics, and a terminal value if it is to. */
final class Learning {
  /** What is done for a trial, in this order. */
  private enum Stage {
    NOTHING,
    DYNAMICS,
    VALUE
  }

  /** That may diverge in a row. */
  private static final int FITS = 3;

  private final Environment env;
  private final PetsConfig config;
  private final PetsListener listener;
  private final BooleanSupplier halted;
  private final EnsembleTrainer trainer;
  private final Optional<ValueTrainer> valueTrainer;
  private int trial;
  private Stage stage = Stage.NOTHING;
  private Training training;

  /** With the dynamics trained on that device. */
  Learning(
      Environment env,
      PetsConfig config,
      PetsListener listener,
      BooleanSupplier halted,
      Device device) {
    this.env = env;
    this.config = config;
    this.listener = listener;
    this.halted = halted;
    int states = env.stateSize();
    int actions = env.task().actions().size();
    SplittableRandom random = new SplittableRandom(config.seed());
    TrainerConfig seeded = config.trainer().withSeed(random.nextLong());
    trainer = new EnsembleTrainer(states, actions, env.features(), env.delta(), seeded, device);
    valueTrainer = config.terminal().map(terminal -> {
      ValueConfig value = terminal.value();
      value = value.withTrainer(value.trainer().withSeed(random.nextLong()));
      return terminal.readsAction()
          ? ValueTrainer.q(states, actions, value)
          : ValueTrainer.v(states, actions, value);
    });
  }

  /** The dynamics as last trained. */
  Ensemble ensemble() {
    return trainer.ensemble().keeping(env.kept());
  }

  /** The value as last trained, if there is one to be learned. */
  Optional<ScalarEnsemble> value() {
    return valueTrainer.map(ValueTrainer::value);
  }

  /**
   * Learns for a trial what was not learned for it before, and keeps it after every epoch.
   *
   * @return what training the dynamics came to; null if it was told to stop
   */
  Training learn(int number, ReplayBuffer data, RunFolder folder) {
    if (trial != number) {
      trial = number;
      stage = Stage.NOTHING;
    }
    if (stage == Stage.NOTHING) {
      Training fit =
          fit(() -> trainer.fit(data, epoch -> keep(folder, epoch), halted), trainer::ease);
      advance(Stage.DYNAMICS, fit, folder);
    }
    if (stage != Stage.NOTHING) {
      listener.trained(trial, training, ensemble());
    }
    if (stage == Stage.DYNAMICS && valueTrainer.isPresent() && !halted.getAsBoolean()) {
      ValueTrainer value = valueTrainer.get();
      Training fit = fit(() -> value.fit(data, epoch -> {}, halted), value::ease);
      advance(Stage.VALUE, training, folder);
      listener.valueTrained(trial, fit, value.value());
    }
    return halted.getAsBoolean() ? null : training;
  }

  /** Fits again, with more care, after a fit that diverged, unless several did in a row. */
  private Training fit(Supplier<Training> once, Supplier<String> ease) {
    for (int failed = 1; ; failed++) {
      try {
        return once.get();
      } catch (TrainingException e) {
        if (failed >= FITS) {
          throw new TrainingException(
              failed + " fits in a row failed, the last: " + e.getMessage(), e);
        }
        listener.diverged(trial, e, ease.get());
      }
    }
  }

  private void keep(RunFolder folder, Epoch epoch) {
    folder.save(this::writeTo);
    listener.epoch(trial, epoch);
  }

  /** What was told to stop is not done, and begins again after its last epoch. */
  private void advance(Stage reached, Training fit, RunFolder folder) {
    if (!halted.getAsBoolean()) {
      stage = reached;
      training = fit;
      folder.save(this::writeTo);
    }
  }

  /** The task with what was learned. */
  WorldModel model() {
    WorldModel model = env.task().model(ensemble());
    return value()
        .map(value -> model
            .withValue(value)
            .withDiscount(config.terminal().orElseThrow().value().discount()))
        .orElse(model);
  }

  private void writeTo(DataOutput out) throws IOException {
    out.writeInt(trial);
    out.writeByte(stage.ordinal());
    if (stage != Stage.NOTHING) {
      training.writeTo(out);
    }
    trainer.writeTo(out);
    if (valueTrainer.isPresent()) {
      valueTrainer.get().writeTo(out);
    }
  }

  /** Takes over what was kept. */
  void readFrom(DataInput in) throws IOException {
    trial = in.readInt();
    stage = Stage.values()[in.readByte()];
    training = stage == Stage.NOTHING ? null : Training.read(in);
    trainer.readFrom(in);
    if (valueTrainer.isPresent()) {
      valueTrainer.get().readFrom(in);
    }
  }
}
