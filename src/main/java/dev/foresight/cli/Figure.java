package dev.foresight.cli;

import java.util.List;

/**
 * How a system is drawn: as lines in the plane, in metres, x to the right and y up, from an observation
 * of length S. What runs away is drawn around x = 0, and {@link #advance} says how far it came.
 */
interface Figure {
  /** What a line is, which decides on its colour. */
  enum Part {
    BODY,
    LIMB,
    SUPPORT,
    GOAL
  }

  /**
   * A line with round ends; one of a single point is a disc.
   *
   * @param width in m
   * @param points x and y in turn, in m
   */
  record Line(Part part, double width, double... points) {}

  /**
   * What a picture shows.
   *
   * @param x of its middle, in m
   * @param y of its middle, in m
   * @param height in m; its width follows from the picture's
   * @param ground y of the ground in m; NaN if there is none
   * @param room in m that the figure may go to either side before the camera follows
   */
  record View(double x, double y, double height, double ground, double room) {
    /** A place that nothing leaves. */
    static View of(double x, double y, double height) {
      return new View(x, y, height, Double.NaN, 0);
    }
  }

  /** How long a step lasts. */
  double seconds();

  View view();

  /** The lines, those behind first. */
  List<Line> lines(float[] state);

  /** The point whose path is shown, x and y. */
  double[] point(float[] state);

  /** Where the system is along the ground, for the camera to follow; in m. */
  default double place(float[] state) {
    return view().x();
  }

  /** How far the step before this observation brought the system along the ground, in m. */
  default double advance(float[] state) {
    return 0;
  }
}
