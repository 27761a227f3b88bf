package dev.foresight.cli;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The colours of an animation: shades of a few colours, from white on, so that edges and letters are
 * smooth; and one that stands for what did not change.
 */
final class Palette {
  /** The index of what is as in the frame before. */
  static final int UNCHANGED = 0;

  private static final int BITS = 5;

  private static final int WHITE = 0xffffff;

  private final int[] colours;
  private final int[] nearest = new int[1 << 15];
  private final IndexColorModel model;

  /**
   * White and so many shades of each colour, 31 in all at most.
   *
   * @param shades for each colour
   */
  Palette(List<Color> base, int[] shades) {
    List<Integer> all = new ArrayList<>(List.of(0, WHITE));
    for (int c = 0; c < base.size(); c++) {
      for (int s = 1; s <= shades[c]; s++) {
        all.add(mixed(base.get(c), (double) s / shades[c]));
      }
    }
    colours = all.stream().mapToInt(Integer::intValue).toArray();
    byte[][] parts = new byte[3][1 << BITS];
    for (int i = 0; i < colours.length; i++) {
      for (int k = 0; k < 3; k++) {
        parts[k][i] = (byte) (colours[i] >> 16 - 8 * k);
      }
    }
    model = new IndexColorModel(BITS, 1 << BITS, parts[0], parts[1], parts[2], UNCHANGED);
    Arrays.fill(nearest, -1);
  }

  private static int mixed(Color colour, double share) {
    int red = (int) Math.round(255 + share * (colour.getRed() - 255));
    int green = (int) Math.round(255 + share * (colour.getGreen() - 255));
    int blue = (int) Math.round(255 + share * (colour.getBlue() - 255));
    return red << 16 | green << 8 | blue;
  }

  /** The index of the nearest colour of each pixel, row by row. */
  int[] indices(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = index(pixels[i] & 0xffffff);
    }
    return pixels;
  }

  /** Colours that agree in their five first bits are taken for the same. */
  private int index(int rgb) {
    int key = (rgb >> 19 & 31) << 10 | (rgb >> 11 & 31) << 5 | rgb >> 3 & 31;
    if (nearest[key] < 0) {
      nearest[key] = search(rgb);
    }
    return nearest[key];
  }

  private int search(int rgb) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int i = 1; i < colours.length; i++) {
      long distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        long apart = (rgb >> shift & 255) - (colours[i] >> shift & 255);
        distance += apart * apart;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** An image of these indices. */
  BufferedImage image(int[] indices, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    image.getRaster().setPixels(0, 0, width, height, indices);
    return image;
  }
}
