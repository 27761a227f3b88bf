package dev.foresight.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** Draws a scene at a step into a box: the ground, the futures, what happened, and the figure. */
final class ScenePainter {
  static final Color IMAGINED = new Color(0xee, 0xb1, 0x77);
  static final Color HAPPENED = Charts.BLUE;
  static final Color GOAL = new Color(0x94, 0xc5, 0xac);
  static final float THIN = 1.1f;
  static final float THICK = 2.6f;
  private static final Map<Figure.Part, Color> COLOURS = Map.of(
      Figure.Part.BODY,
      Charts.INK,
      Figure.Part.LIMB,
      new Color(0x59, 0x60, 0x6a),
      Figure.Part.SUPPORT,
      Charts.GREY,
      Figure.Part.GOAL,
      GOAL);
  private static final int TICK = 5;
  private static final int FAR = 10_000;

  private final Graphics2D g;
  private final Rectangle box;
  private final Figure.View view;
  private final double scale;
  private final double camera;

  private ScenePainter(Graphics2D g, Rectangle box, Figure.View view, double camera) {
    this.g = g;
    this.box = box;
    this.view = view;
    this.camera = camera;
    scale = box.height / view.height();
  }

  static void paint(Graphics2D g, Rectangle box, Scene scene, int step) {
    Figure figure = scene.figure();
    ScenePainter painter = new ScenePainter(g, box, figure.view(), scene.camera(step));
    Shape clip = g.getClip();
    g.clip(box);
    painter.ground();
    for (double[][] future : scene.fan(step)) {
      painter.path(future, IMAGINED, THIN);
    }
    painter.path(scene.since(step), HAPPENED, THICK);
    float[] state = scene.take().steps().get(step).state();
    for (Figure.Line line : figure.lines(state)) {
      painter.line(line, line.part() == Figure.Part.GOAL ? 0 : scene.origin(step));
    }
    g.setClip(clip);
    g.setColor(Charts.GRID);
    g.setStroke(new BasicStroke(1));
    g.draw(new Rectangle2D.Double(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1));
  }

  private double x(double metres) {
    return box.getCenterX() + (metres - camera) * scale;
  }

  private double y(double metres) {
    return box.getCenterY() - (metres - view.y()) * scale;
  }

  /** A line with a tick and its number at each metre, so that one sees the ground move. */
  private void ground() {
    if (Double.isNaN(view.ground())) {
      return;
    }
    double level = y(view.ground());
    g.setColor(Charts.GREY);
    g.setStroke(new BasicStroke(1.5f));
    g.draw(new Line2D.Double(box.x, level, box.getMaxX(), level));
    g.setFont(Charts.font(Font.PLAIN, 11));
    double half = box.width / scale / 2;
    for (int metre = (int) Math.floor(camera - half) - 1; metre <= camera + half + 1; metre++) {
      g.draw(new Line2D.Double(x(metre), level, x(metre), level + 2 * TICK));
      g.draw(new Line2D.Double(x(metre + 0.5), level, x(metre + 0.5), level + TICK));
      String label = metre + " m";
      float left = (float) x(metre) - g.getFontMetrics().stringWidth(label) / 2f;
      g.drawString(label, left, (float) level + 5 * TICK);
    }
  }

  /**
   * A smooth line through points, as far as they are numbers near enough to be drawn (Catmull and Rom
   * 1974, as Bezier curves).
   */
  private void path(double[][] points, Color colour, float width) {
    int count = 0;
    double[] x = new double[points.length];
    double[] y = new double[points.length];
    for (double[] point : points) {
      x[count] = x(point[0]);
      y[count] = y(point[1]);
      if (!(Math.abs(x[count]) < FAR && Math.abs(y[count]) < FAR)) {
        break;
      }
      count++;
    }
    if (count == 0) {
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int t = 1; t < count; t++) {
      int first = Math.max(0, t - 2);
      int last = Math.min(count - 1, t + 1);
      path.curveTo(
          x[t - 1] + (x[t] - x[first]) / 6,
          y[t - 1] + (y[t] - y[first]) / 6,
          x[t] - (x[last] - x[t - 1]) / 6,
          y[t] - (y[last] - y[t - 1]) / 6,
          x[t],
          y[t]);
    }
    if (count == 1) {
      path.lineTo(x[0], y[0]);
    }
    stroke(path, colour, width);
  }

  private void stroke(Path2D path, Color colour, float width) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
  }

  private void line(Figure.Line line, double origin) {
    double[] points = line.points();
    Path2D path = new Path2D.Double();
    path.moveTo(x(points[0] + origin), y(points[1]));
    path.lineTo(x(points[0] + origin), y(points[1]));
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(x(points[i] + origin), y(points[i + 1]));
    }
    stroke(path, COLOURS.get(line.part()), (float) (line.width() * scale));
  }
}
