package dev.foresight.env.mujoco;

import dev.foresight.Dynamics;
import dev.foresight.Expr;
import dev.foresight.Task;
import dev.foresight.env.Environment;
import dev.foresight.env.SimulationException;
import dev.foresight.env.Step;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Steps a {@link Definition} in MuJoCo. */
final class MujocoEnvironment implements Environment {
  private final Definition definition;
  private final MujocoModel model;
  private final MujocoSimulator dynamics;
  private final Body body;
  private float[] observation;
  private int steps;

  MujocoEnvironment(Definition definition, MujocoModel model) {
    this.definition = definition;
    this.model = model;
    int skip = definition.frameSkip();
    dynamics = new MujocoSimulator(model, skip, definition.seen(), definition.sight());
    body = new Body(model, skip, definition.seen(), definition.sight());
  }

  @Override
  public Task task() {
    return definition.task();
  }

  @Override
  public int stateSize() {
    return definition.seen();
  }

  @Override
  public List<Expr> features() {
    return definition.features();
  }

  @Override
  public boolean[] delta() {
    return definition.delta().clone();
  }

  @Override
  public boolean[] kept() {
    return definition.kept().clone();
  }

  @Override
  public Dynamics dynamics() {
    return dynamics;
  }

  @Override
  public int maxSteps() {
    return definition.maxSteps();
  }

  @Override
  public float[] state() {
    present();
    float[] state = new float[dynamics.stateSize()];
    body.store(state, 0);
    return state;
  }

  @Override
  public float[] reset(long seed) {
    Random random = new Random(new SplittableRandom(seed).nextLong());
    double[] positions = model.referencePositions();
    double[] velocities = new double[model.velocities()];
    definition.start().draw(random, positions, velocities);
    MujocoData data = body.data();
    data.reset();
    data.positions().put(0, positions);
    data.velocities().put(0, velocities);
    data.forward();
    body.stand();
    steps = 0;
    observation = new float[stateSize()];
    body.see(observation, 0);
    return observation.clone();
  }

  @Override
  public Step step(float[] action) {
    float[] held = task().actions().held(action);
    float[] state = present();
    steps++;
    move(held);
    float[] next = new float[stateSize()];
    body.see(next, 0);
    float reward = task().reward().evaluate(state, held, next);
    boolean terminated = task().termination().evaluate(state, held, next) != 0;
    boolean truncated = steps >= maxSteps();
    observation = terminated || truncated ? null : next;
    return new Step(next.clone(), reward, terminated, truncated);
  }

  private void move(float[] action) {
    String failure;
    IllegalStateException cause = null;
    try {
      failure = body.move(action, 0);
    } catch (IllegalStateException e) {
      failure = e.getMessage();
      cause = e;
    }
    if (failure != null) {
      observation = null;
      throw new SimulationException(
          "the simulation of " + task().name() + " broke down in step " + steps + ": " + failure,
          cause);
    }
  }

  private float[] present() {
    if (observation == null) {
      throw new IllegalStateException(
          "there is no episode in " + task().name() + "; reset(seed) begins one");
    }
    return observation;
  }
}
