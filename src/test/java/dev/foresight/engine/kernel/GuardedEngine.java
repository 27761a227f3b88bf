package dev.foresight.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Precision;
import dev.foresight.WorldModel;
import dev.foresight.engine.ArrayName;
import dev.foresight.engine.Engine;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Round;

/** A kernel engine whose guards between arrays are found whole when it is closed. */
public record GuardedEngine(KernelEngine engine) implements Engine {

  /** Opens an engine on a device of its own. */
  public static Engine open(EngineSpec spec, Gpu gpu) {
    return new GuardedEngine(new KernelEngine(spec, gpu));
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
  public void shift() {
    engine.shift();
  }

  @Override
  public void propose(int call) {
    engine.propose(call);
  }

  @Override
  public void sample(int call, Round round) {
    engine.sample(call, round);
  }

  @Override
  public void rollout(int call, Round round) {
    engine.rollout(call, round);
  }

  @Override
  public void score(Round round) {
    engine.score(round);
  }

  @Override
  public void weigh(Round round) {
    engine.weigh(round);
  }

  @Override
  public void disagree() {
    engine.disagree();
  }

  @Override
  public void fit(Round round) {
    engine.fit(round);
  }

  @Override
  public Precision precision() {
    return engine.precision();
  }

  /** Another model from now on. */
  public void update(WorldModel model) {
    engine.update(model);
  }

  /** Returns when all operations so far are done. */
  public void finish() {
    engine.finish();
  }

  @Override
  public void close() {
    try (KernelEngine last = engine) {
      assertThat(last.brokenGuards()).as("words written between the arrays").isEmpty();
    }
  }
}
