package dev.foresight;

import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.Round;
import java.util.function.BooleanSupplier;

/** An engine that tells the flight recorder of every operation, and of how long it took until it was done. */
final class WatchedEngine implements Engine {
  private static final int ONE = 1;

  private final Engine engine;
  private final OperationEvent event = new OperationEvent();

  WatchedEngine(Engine engine) {
    this.engine = engine;
  }

  private void done(String operation, int plans) {
    if (event.isEnabled()) {
      engine.finish();
      event.end();
      if (event.shouldCommit()) {
        event.operation = operation;
        event.plans = plans;
        event.commit();
      }
    }
  }

  @Override
  public void shift() {
    event.begin();
    engine.shift();
    done("shift", ONE);
  }

  @Override
  public void propose(int call) {
    event.begin();
    engine.propose(call);
    done("propose", ONE);
  }

  @Override
  public void sample(int call, Round round) {
    event.begin();
    engine.sample(call, round);
    done("sample", round.plans());
  }

  @Override
  public void rollout(int call, Round round) {
    event.begin();
    engine.rollout(call, round);
    done("rollout", round.plans());
  }

  @Override
  public void giveUpWhen(BooleanSupplier late) {
    engine.giveUpWhen(late);
  }

  @Override
  public boolean givenUp() {
    return engine.givenUp();
  }

  @Override
  public void score(Round round) {
    event.begin();
    engine.score(round);
    done("score", round.plans());
  }

  @Override
  public void weigh(Round round) {
    event.begin();
    engine.weigh(round);
    done("weigh", round.plans());
  }

  @Override
  public void fit(Round round) {
    event.begin();
    engine.fit(round);
    done("fit", round.plans());
  }

  @Override
  public void disagree() {
    event.begin();
    engine.disagree();
    done("disagree", ONE);
  }

  @Override
  public void write(ArrayName name, int plans, float[] values) {
    engine.write(name, plans, values);
  }

  @Override
  public void read(ArrayName name, int plans, float[] into) {
    engine.read(name, plans, into);
  }

  @Override
  public void reset(int problem, int episode) {
    engine.reset(problem, episode);
  }

  @Override
  public void renumber(int firstProblem) {
    engine.renumber(firstProblem);
  }

  @Override
  public void update(WorldModel model) {
    engine.update(model);
  }

  @Override
  public Precision precision() {
    return engine.precision();
  }

  @Override
  public void finish() {
    engine.finish();
  }

  @Override
  public void close() {
    engine.close();
  }
}
