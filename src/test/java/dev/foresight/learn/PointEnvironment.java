package dev.foresight.learn;

import dev.foresight.ActionSpace;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Task;
import dev.foresight.env.Environment;
import dev.foresight.env.Step;
import java.util.List;
import java.util.Random;

/** A point to be moved to 0 by steps of at most 0.2; it begins near 1. */
final class PointEnvironment implements Environment {
  static final int STEPS = 20;

  private final Expr moved = Expr.state(0).plus(Expr.action(0).times(0.2f));
  private final ActionSpace actions;
  private final int steps;
  private float position;
  private int step;

  PointEnvironment() {
    this(STEPS);
  }

  PointEnvironment(int steps) {
    this(ActionSpace.symmetric(1, 1), steps);
  }

  PointEnvironment(ActionSpace actions) {
    this(actions, STEPS);
  }

  private PointEnvironment(ActionSpace actions, int steps) {
    this.actions = actions;
    this.steps = steps;
  }

  @Override
  public Task task() {
    return new Task("point", actions, Expr.next(0).squared().negated(), Expr.constant(0));
  }

  @Override
  public int stateSize() {
    return 1;
  }

  @Override
  public List<Expr> features() {
    return Ensemble.plainFeatures(1, 1);
  }

  @Override
  public Equations dynamics() {
    return Equations.of(1, moved);
  }

  @Override
  public float[] state() {
    return new float[] {position};
  }

  @Override
  public int maxSteps() {
    return steps;
  }

  @Override
  public float[] reset(long seed) {
    position = 1 + 0.1f * new Random(seed).nextFloat();
    step = 0;
    return new float[] {position};
  }

  @Override
  public Step step(float[] action) {
    position = moved.evaluate(new float[] {position}, action, null);
    step++;
    return new Step(new float[] {position}, -position * position, false, step == steps);
  }
}
