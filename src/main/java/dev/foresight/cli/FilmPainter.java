package dev.foresight.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws a film's frames: the trials side by side, below each its reward so far. */
final class FilmPainter {
  static final int WIDTH = 840;
  static final int HEIGHT = 424;
  private static final int MARGIN = 12;
  private static final int HEAD = 34;
  private static final int TITLE = 44;
  private static final int SCENE = 236;
  private static final int REWARD = 62;
  private static final int LETTER = 13;
  private static final int SWATCH = 24;
  private static final int FAN = 3;
  private static final int LINE = 1;
  private static final int DISC = 0;
  private static final float SPOT = 11;

  private final String environment;
  private final List<Scene> scenes;
  private final int steps;
  private final double seconds;
  private final String legend;
  private double least;
  private double most;

  /**
   * @param steps that the film shows
   * @param horizon steps of a future
   */
  FilmPainter(String environment, List<Scene> scenes, int steps, int horizon) {
    this.environment = environment;
    this.scenes = scenes;
    this.steps = steps;
    seconds = scenes.get(0).figure().seconds();
    legend =
        Text.of("%d futures the model imagines, %.1f s ahead", Scene.FUTURES, horizon * seconds);
    for (Scene scene : scenes) {
      for (int t = 0; t <= scene.take().within(steps - 1); t++) {
        least = Math.min(least, scene.take().steps().get(t).ret());
        most = Math.max(most, scene.take().steps().get(t).ret());
      }
    }
  }

  /** What is seen at a step; a trial that is over by then stands still. */
  BufferedImage frame(int step) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    head(g, step);
    int width = (WIDTH - MARGIN * (scenes.size() + 1)) / scenes.size();
    for (int i = 0; i < scenes.size(); i++) {
      int left = MARGIN + i * (width + MARGIN);
      Scene scene = scenes.get(i);
      int own = scene.take().within(step);
      title(g, left, scene);
      int top = HEAD + TITLE;
      ScenePainter.paint(g, new Rectangle(left, top, width, SCENE), scene, own);
      reward(g, new Rectangle(left, top + SCENE + 4, width, REWARD), scene, own);
    }
    legend(g);
    g.dispose();
    return image;
  }

  private void head(Graphics2D g, int step) {
    write(g, Font.BOLD, 17, Charts.INK, "Learning " + environment + " from nothing", MARGIN, 24);
    String time = Text.of("%.1f s", step * seconds);
    g.setFont(Charts.font(Font.PLAIN, LETTER));
    write(g, Font.PLAIN, LETTER, Charts.GREY, time, WIDTH - MARGIN - width(g, time), 24);
  }

  private void title(Graphics2D g, int left, Scene scene) {
    Take take = scene.take();
    String how = take.planned()
        ? Text.of("planned, after %.0f s of experience", take.before() * seconds)
        : "random actions";
    write(g, Font.BOLD, 16, Charts.INK, "Trial " + take.trial(), left, HEAD + 18);
    write(g, Font.PLAIN, LETTER, Charts.INK, how, left, HEAD + 36);
  }

  /** The return so far, over the steps of the film, to one scale for all trials. */
  private void reward(Graphics2D g, Rectangle box, Scene scene, int step) {
    List<Take.Step> taken = scene.take().steps();
    write(g, Font.PLAIN, LETTER, Charts.INK, "reward so far", box.x, box.y + 15);
    String number = Text.of("%d", Math.round(taken.get(step).ret()));
    g.setFont(Charts.font(Font.BOLD, 17));
    int right = box.x + box.width - width(g, number);
    write(g, Font.BOLD, 17, Charts.GREEN, number, right, box.y + 17);
    int top = box.y + 24;
    double scale = (box.getMaxY() - 2 - top) / Math.max(1e-6, most - least);
    double zero = top + most * scale;
    g.setColor(Charts.GRID);
    g.setStroke(new BasicStroke(1));
    double level = Math.floor(zero) + 0.5;
    g.draw(new Line2D.Double(box.x, level, box.getMaxX(), level));
    Path2D line = new Path2D.Double();
    line.moveTo(box.x, zero);
    for (int t = 0; t <= step; t++) {
      double x = box.x + (t + 1.0) / steps * box.width;
      line.lineTo(x, top + (most - taken.get(t).ret()) * scale);
    }
    g.setColor(Charts.GREEN);
    g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(line);
  }

  private void legend(Graphics2D g) {
    int y = HEIGHT - 14;
    int x = MARGIN;
    if (scenes.stream().anyMatch(Scene::imagines)) {
      x = swatch(g, ScenePainter.IMAGINED, FAN, legend, x, y);
    }
    x = swatch(g, ScenePainter.HAPPENED, LINE, "what then happened", x, y);
    if (scenes.get(0).hasGoal()) {
      swatch(g, ScenePainter.GOAL, DISC, "goal", x, y);
    }
  }

  /** A sample of lines that spread, of a line or of a disc, and what it stands for. */
  private static int swatch(Graphics2D g, Color colour, int lines, String what, int x, int y) {
    g.setColor(colour);
    float width = lines == FAN ? ScenePainter.THIN : lines == LINE ? ScenePainter.THICK : SPOT;
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int start = lines == DISC ? x + SWATCH - 8 : x;
    for (int i = 0; i < Math.max(1, lines); i++) {
      double end = y - 4 + 3.0 * (lines == FAN ? i - 1 : 0);
      g.draw(new Line2D.Double(start, y - 4, lines == DISC ? start : x + SWATCH, end));
    }
    write(g, Font.PLAIN, LETTER, Charts.INK, what, x + SWATCH + 8, y);
    return x + SWATCH + 8 + width(g, what) + 2 * MARGIN;
  }

  private static int width(Graphics2D g, String text) {
    return g.getFontMetrics().stringWidth(text);
  }

  private static void write(
      Graphics2D g, int style, int size, Color colour, String text, int x, int y) {
    g.setFont(Charts.font(style, size));
    g.setColor(colour);
    g.drawString(text, x, y);
  }
}
