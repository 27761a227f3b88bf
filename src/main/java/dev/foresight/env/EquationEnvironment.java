package dev.foresight.env;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Steps a {@link Definition} by evaluating its formulas. */
final class EquationEnvironment implements Environment {
  private final Definition definition;
  private float[] observation;
  private int steps;

  EquationEnvironment(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Task task() {
    return definition.task();
  }

  @Override
  public int stateSize() {
    return definition.equations().stateSize();
  }

  @Override
  public List<Expr> features() {
    return definition.features();
  }

  @Override
  public Equations dynamics() {
    return definition.equations();
  }

  @Override
  public float[] state() {
    return present().clone();
  }

  @Override
  public int maxSteps() {
    return definition.maxSteps();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Draws come from {@link Random}, whose algorithm is part of its specification; its seed is
   * mixed first, because its first draws from neighbouring seeds are nearly equal.
   */
  @Override
  public float[] reset(long seed) {
    observation = definition.start().draw(new Random(new SplittableRandom(seed).nextLong()));
    steps = 0;
    return observation.clone();
  }

  @Override
  public Step step(float[] action) {
    float[] held = task().actions().held(action);
    float[] state = present();
    List<Expr> equations = definition.equations().next();
    float[] next = new float[state.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = equations.get(i).evaluate(state, held, state);
    }
    float reward = task().reward().evaluate(state, held, next);
    boolean terminated = task().termination().evaluate(state, held, next) != 0;
    boolean truncated = ++steps >= maxSteps();
    observation = terminated || truncated ? null : next;
    return new Step(next.clone(), reward, terminated, truncated);
  }

  private float[] present() {
    if (observation == null) {
      throw new IllegalStateException(
          "there is no episode in " + task().name() + "; reset(seed) begins one");
    }
    return observation;
  }
}
