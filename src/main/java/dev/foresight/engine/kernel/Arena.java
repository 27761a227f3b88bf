package dev.foresight.engine.kernel;

import dev.foresight.Exploration;
import dev.foresight.Noise;
import dev.foresight.PlannerConfig;
import dev.foresight.Propagation;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.EngineSpec;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything lies in the one piece of device memory that an engine has, in words. Between any
 * two regions lies a gap of {@link #GUARD} words that no kernel may touch. A region of no length has no
 * gap of its own.
 *
 * <p>Regions, in this order: what is uploaded for each plan (CONTROL, STATE, PREVIOUS); RESETS, a flag
 * for each problem and, under posterior sampling, its member for the episode; SETTINGS; the arrays that
 * last (MEAN, STD, ELITES, PROPOSALS); what is downloaded for each plan (FAILURES and the arrays of
 * a round of one plan); the arrays of other rounds; KNOTS where noise is correlated; FUTURES where
 * particles are drawn together.
 *
 * <p>Arrays that hold plans have the plan as their innermost index, and are dense in the number of
 * plans of their round: PLANS {@code [B,steps,A,n]}, RETURNS and VIOLATIONS {@code [B,P,n]}, SCORES and
 * WEIGHTS {@code
 * [B,n]}.
 */
final class Arena {
  /** Words between regions; regions begin at multiples of it. */
  static final int GUARD = 32;

  /** What is at the places of CONTROL; the rest of it is unused. */
  static final int CALL = 0;

  static final int SEED_LOW = 1;
  static final int SEED_HIGH = 2;
  static final int FIRST_PROBLEM = 3;

  private static final int CONTROL_WORDS = 8;

  private final Map<String, Long> at = new LinkedHashMap<>();
  private final Map<String, Long> words = new LinkedHashMap<>();
  private final Map<ArrayName, Long> single = new EnumMap<>(ArrayName.class);
  private final Map<ArrayName, Long> many = new EnumMap<>(ArrayName.class);
  private final Settings settings;
  private final int problems;
  private long end;

  Arena(EngineSpec spec) {
    settings = Settings.of(spec);
    region("CONTROL", CONTROL_WORDS);
    array(spec, ArrayName.STATE);
    array(spec, ArrayName.PREVIOUS);
    region("RESETS", (drawsMembers(spec.config()) ? 2 : 1) * spec.problems());
    problems = spec.problems();
    region("SETTINGS", settings.values().length);
    array(spec, ArrayName.MEAN);
    array(spec, ArrayName.STD);
    array(spec, ArrayName.ELITES);
    array(spec, ArrayName.PROPOSALS);
    array(spec, ArrayName.FAILURES);
    array(spec, ArrayName.DISAGREEMENT);
    ArrayName[] ofRounds = {
      ArrayName.SCORES, ArrayName.RETURNS, ArrayName.VIOLATIONS, ArrayName.PLANS, ArrayName.WEIGHTS
    };
    for (ArrayName name : ofRounds) {
      single.put(name, region("SINGLE_" + name, spec.length(name, 1)));
    }
    int plans = spec.config().plans();
    for (ArrayName name : ofRounds) {
      many.put(name, region(name.name(), plans == 1 ? 0 : spec.length(name, plans)));
    }
    region("KNOTS", correlated(spec) ? knots(spec) : 0);
    boolean matching = spec.config().propagation() == Propagation.MM;
    region("FUTURES", matching ? futures(spec) : 0);
  }

  static boolean correlated(EngineSpec spec) {
    return !(spec.config().noise() instanceof Noise.White);
  }

  /** Whether problems have members of their own. */
  static boolean drawsMembers(PlannerConfig config) {
    return config.exploration() instanceof Exploration.PosteriorSampling;
  }

  /** {@code [B, knots, A, N]}: white noise before it is correlated. */
  private static long knots(EngineSpec spec) {
    int knots = spec.config().noise().knots(spec.steps());
    return (long) spec.problems() * knots * spec.actionSize() * spec.config().plans();
  }

  /** {@code [B, P, S + 3, N]}: particles that are drawn together, if not now then after an update. */
  private static long futures(EngineSpec spec) {
    long words = (long) spec.problems() * spec.particles() * (spec.stateSize() + 3);
    return words * spec.config().plans();
  }

  private long array(EngineSpec spec, ArrayName name) {
    long place = region(name.name(), spec.length(name, 1));
    single.put(name, place);
    many.put(name, place);
    return place;
  }

  private long region(String name, long length) {
    long place = end;
    at.put(name, place);
    words.put(name, length);
    end = length == 0 ? place : endOf(place + length);
    return place;
  }

  /** Where a region begins. */
  long at(String region) {
    return at.get(region);
  }

  /** Where an array of a round of so many plans begins. */
  long at(ArrayName name, int plans) {
    return (plans == 1 ? single : many).get(name);
  }

  /** All words. */
  long words() {
    return end;
  }

  /** What lies at SETTINGS. */
  Settings settings() {
    return settings;
  }

  /** Begin and end of each gap, in order. */
  long[][] guards() {
    return at.keySet().stream()
        .filter(name -> words.get(name) > 0)
        .map(name ->
            new long[] {at.get(name) + words.get(name), endOf(at.get(name) + words.get(name))})
        .toArray(long[][]::new);
  }

  private static long endOf(long place) {
    return (place + 2 * GUARD - 1) / GUARD * GUARD;
  }

  /** The words uploaded for each plan, from 0. */
  int uploaded() {
    return (int) at("RESETS") - GUARD;
  }

  /** Where the words downloaded for each plan begin. */
  long downloaded() {
    return at("FAILURES");
  }

  /** How many words are downloaded for each plan. */
  int downloadedWords(EngineSpec spec) {
    return (int) (single.get(ArrayName.PLANS) - downloaded()) + spec.length(ArrayName.PLANS, 1);
  }

  /** The places as constants of a kernel, {@code NAME_AT}. */
  void define(Constants constants) {
    at.forEach((name, place) -> constants.define(name + "_AT", place + "u"));
    constants.define("EPISODE_MEMBERS_AT", at("RESETS") + problems + "u");
    settings.define(constants, at("SETTINGS"));
  }

  /** The regions and their sizes, for a message. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    words.forEach((name, length) -> {
      if (length >= 1024) {
        text.append(text.isEmpty() ? "" : ", ").append(name).append(' ');
        text.append(length * 4 / 1024).append(" KiB");
      }
    });
    return text.toString();
  }
}
