package dev.foresight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Trials side by side as an animation: so many steps a frame that it is as fast as the system and yet
 * smooth; what takes longer steps is shown faster.
 */
final class Film {
  private static final int LEAST_HUNDREDTHS = 4;
  private static final int MOST_HUNDREDTHS = 6;
  private static final int LAST_HUNDREDTHS = 200;
  private static final Palette PALETTE = new Palette(
      List.of(Charts.INK, Charts.ORANGE, Charts.BLUE, Charts.GREEN, Charts.GREY, Charts.GRID),
      new int[] {8, 6, 6, 5, 4, 1});

  private final FilmPainter painter;
  private final int steps;
  private final int stride;
  private final int hundredths;

  /**
   * @param scenes trials of one environment
   * @param seconds shown at most
   * @param horizon steps of a future
   */
  Film(String environment, List<Scene> scenes, double seconds, int horizon) {
    double step = scenes.get(0).figure().seconds();
    int longest = scenes.stream().mapToInt(s -> s.take().steps().size()).max().orElse(0);
    steps = Math.max(1, Math.min(longest, (int) Math.round(seconds / step)));
    stride = (int) Math.max(1, Math.round(LEAST_HUNDREDTHS / (100 * step)));
    long natural = Math.round(100 * step * stride);
    hundredths = (int) Math.max(LEAST_HUNDREDTHS, Math.min(MOST_HUNDREDTHS, natural));
    painter = new FilmPainter(environment, scenes, steps, horizon);
  }

  int frames() {
    return (steps - 1) / stride + 1;
  }

  /** Writes the animation; the last frame stays for a while. */
  void save(Path file) throws IOException {
    try (Gif gif = new Gif(file, PALETTE)) {
      for (int f = 0; f < frames(); f++) {
        boolean last = f == frames() - 1;
        gif.add(painter.frame(f * stride), last ? LAST_HUNDREDTHS : hundredths);
      }
      gif.finish();
    }
  }
}
