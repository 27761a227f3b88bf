package dev.foresight.cli;

import dev.foresight.Ensemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trial in metres: where its figure is at each step, the path of the figure's point, and what the model
 * expected of that path, anew every few steps.
 */
final class Scene {
  static final int FUTURES = 20;

  private final Take take;
  private final Figure figure;
  private final int horizon;
  private final double[] origin;
  private final double[] camera;
  private final double[][] path;
  private final List<double[][][]> fans = new ArrayList<>();

  /**
   * @param model that the trial was planned through, if it is to be drawn
   * @param horizon steps of a future
   */
  Scene(Take take, Figure figure, Optional<Ensemble> model, int horizon) {
    this.take = take;
    this.figure = figure;
    this.horizon = horizon;
    int count = take.steps().size();
    origin = new double[count];
    camera = new double[count];
    path = new double[count][];
    for (int t = 0; t < count; t++) {
      float[] state = take.steps().get(t).state();
      origin[t] = t == 0 ? 0 : origin[t - 1] + figure.advance(state);
      path[t] = moved(figure.point(state), origin[t]);
      camera[t] = follow(t == 0 ? figure.view().x() : camera[t - 1], place(t));
    }
    model.ifPresent(ensemble -> imagine(take.episode(ensemble)));
  }

  /** Stands still until what it looks at has gone too far. */
  private double follow(double camera, double place) {
    double room = figure.view().room();
    return Math.max(place - room, Math.min(place + room, camera));
  }

  private double place(int t) {
    return origin[t] + figure.place(take.steps().get(t).state());
  }

  private void imagine(Episode episode) {
    for (int from = 0; from < episode.transitions().size(); from += horizon) {
      float[][][] futures = Futures.of(episode, from, horizon, FUTURES, from);
      double[][][] fan = new double[futures.length][][];
      for (int p = 0; p < fan.length; p++) {
        fan[p] = points(futures[p], origin[from]);
      }
      fans.add(fan);
    }
  }

  private double[][] points(float[][] states, double start) {
    double[][] points = new double[states.length][];
    double at = start;
    for (int t = 0; t < states.length; t++) {
      at += t == 0 ? 0 : figure.advance(states[t]);
      points[t] = moved(figure.point(states[t]), at);
    }
    return points;
  }

  private static double[] moved(double[] point, double by) {
    return new double[] {point[0] + by, point[1]};
  }

  Take take() {
    return take;
  }

  Figure figure() {
    return figure;
  }

  /** Whether there are futures to be seen. */
  boolean imagines() {
    return !fans.isEmpty();
  }

  /** Whether the figure has a goal to be seen. */
  boolean hasGoal() {
    return figure.lines(take.steps().get(0).state()).stream()
        .anyMatch(line -> line.part() == Figure.Part.GOAL);
  }

  /** How far the figure has come along the ground, in m. */
  double origin(int step) {
    return origin[step];
  }

  /** What the middle of the picture shows, x in m. */
  double camera(int step) {
    return camera[step];
  }

  /** The futures that are shown at a step, {@code [futures][steps][2]} in m; none without a model. */
  double[][][] fan(int step) {
    return step / horizon < fans.size() ? fans.get(step / horizon) : new double[0][][];
  }

  /** What happened since those futures began, {@code [steps][2]} in m. */
  double[][] since(int step) {
    return Arrays.copyOfRange(path, step - step % horizon, step + 1);
  }
}
