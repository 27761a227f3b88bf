package dev.foresight.cli;

import dev.foresight.learn.PetsConfig;
import dev.foresight.learn.ValueConfig;
import java.util.Locale;
import java.util.function.BiFunction;

/** The terminal values that can be learned beside the dynamics. */
enum LearnedValue {
  /** Of a state and an action. */
  Q(PetsConfig::withTerminalQ),

  /** Of a state. */
  V(PetsConfig::withTerminalV);

  /** How it is learned; planners are to discount alike. */
  static final ValueConfig CONFIG = ValueConfig.small();

  private final BiFunction<PetsConfig, ValueConfig, PetsConfig> change;

  LearnedValue(BiFunction<PetsConfig, ValueConfig, PetsConfig> change) {
    this.change = change;
  }

  /** A run that learns it, too. */
  PetsConfig of(PetsConfig base) {
    return change.apply(base, CONFIG);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
