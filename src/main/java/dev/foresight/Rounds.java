package dev.foresight;

import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;

/** The rounds of a planning call, one after the other while there is time. */
final class Rounds {
  private final Engine engine;
  private final Round[] schedule;
  private final Round chosen;
  private final Timing timing;
  private final Telemetry telemetry;
  private final boolean compared;

  /**
   * Rounds on an engine.
   *
   * @param telemetry null where nobody listens
   * @param compared whether the members are compared along the plan to carry out
   */
  Rounds(EngineSpec spec, Engine engine, Timing timing, Telemetry telemetry, boolean compared) {
    this.engine = engine;
    this.timing = timing;
    this.telemetry = telemetry;
    this.compared = compared;
    engine.giveUpWhen(timing::late);
    schedule = Round.schedule(spec.config());
    chosen = Round.chosen(spec.config());
  }

  /** Carries out rounds and says how many; a listener hears of each if it is to be {@code told}. */
  int run(int call, boolean told) {
    boolean heard = told && telemetry != null;
    int done = 0;
    while (done < schedule.length && timing.fits(schedule[done].plans())) {
      Round round = schedule[done++];
      timing.roundBegins(round.plans());
      engine.sample(call, round);
      engine.rollout(call, round);
      if (engine.givenUp()) {
        timing.roundEnds();
        return done - 1;
      }
      engine.score(round);
      engine.weigh(round);
      engine.fit(round);
      if (timing.bounded() || heard) {
        engine.finish();
        long nanos = timing.roundEnds();
        if (heard) {
          telemetry.tell(engine, call, round, nanos);
        }
      }
    }
    return done;
  }

  /** Makes the plan to carry out, and says whether there was time to evaluate it. */
  boolean choose(int call) {
    boolean scored = timing.fitsChoice();
    engine.sample(call, chosen);
    if (scored) {
      timing.choiceBegins();
      engine.rollout(call, chosen);
      if (engine.givenUp()) {
        return false;
      }
      engine.score(chosen);
      if (compared) {
        engine.disagree();
      }
    }
    return scored;
  }
}
