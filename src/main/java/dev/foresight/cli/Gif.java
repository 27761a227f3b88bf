package dev.foresight.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animation that repeats for ever, as a GIF (CompuServe 1990; the loop: Netscape's extension). Of each
 * frame only the rectangle that changed is stored. It is written aside; {@link #finish} moves it into
 * place, and without that nothing is left.
 */
final class Gif implements AutoCloseable {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final byte[] FOR_EVER = {1, 0, 0};

  private final Path file;
  private final Path aside;
  private final Palette palette;
  private final ImageWriter writer;
  private final ImageOutputStream out;
  private int[] before;

  Gif(Path file, Palette palette) throws IOException {
    this.file = file;
    this.palette = palette;
    aside = file.resolveSibling(file.getFileName() + ".part");
    writer = ImageIO.getImageWritersByFormatName("gif").next();
    Files.deleteIfExists(aside);
    out = ImageIO.createImageOutputStream(Files.createFile(aside).toFile());
    writer.setOutput(out);
    writer.prepareWriteSequence(null);
  }

  /**
   * Adds a frame; all are of one size.
   *
   * @param hundredths of a second that it is shown
   */
  void add(BufferedImage frame, int hundredths) throws IOException {
    int[] pixels = palette.indices(frame);
    Changes changes = Changes.of(before, pixels, frame.getWidth());
    BufferedImage part = palette.image(changes.pixels(), changes.width(), changes.height());
    IIOMetadata data = writer.getDefaultImageMetadata(new ImageTypeSpecifier(part), null);
    IIOMetadataNode root = (IIOMetadataNode) data.getAsTree(FORMAT);
    IIOMetadataNode place = child(root, "ImageDescriptor");
    place.setAttribute("imageLeftPosition", Integer.toString(changes.left()));
    place.setAttribute("imageTopPosition", Integer.toString(changes.top()));
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "doNotDispose");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "TRUE");
    control.setAttribute("transparentColorIndex", Integer.toString(Palette.UNCHANGED));
    control.setAttribute("delayTime", Integer.toString(hundredths));
    if (before == null) {
      repeat(root);
    }
    data.setFromTree(FORMAT, root);
    writer.writeToSequence(new IIOImage(part, null, data), null);
    before = pixels;
  }

  private static void repeat(IIOMetadataNode root) {
    IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
    extension.setAttribute("applicationID", "NETSCAPE");
    extension.setAttribute("authenticationCode", "2.0");
    extension.setUserObject(FOR_EVER);
    child(root, "ApplicationExtensions").appendChild(extension);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode added = new IIOMetadataNode(name);
    root.appendChild(added);
    return added;
  }

  /** The animation is whole. */
  void finish() throws IOException {
    writer.endWriteSequence();
    out.close();
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    writer.dispose();
    Files.deleteIfExists(aside);
  }

  /** The rectangle in which a frame differs from the one before; what is the same there is left out. */
  private record Changes(int left, int top, int width, int height, int[] pixels) {
    static Changes of(int[] before, int[] now, int width) {
      int height = now.length / width;
      if (before == null) {
        return new Changes(0, 0, width, height, now);
      }
      int left = width;
      int right = -1;
      int top = height;
      int bottom = -1;
      for (int i = 0; i < now.length; i++) {
        if (before[i] != now[i]) {
          left = Math.min(left, i % width);
          right = Math.max(right, i % width);
          top = Math.min(top, i / width);
          bottom = i / width;
        }
      }
      if (right < 0) {
        return new Changes(0, 0, 1, 1, new int[] {Palette.UNCHANGED});
      }
      int[] part = new int[(right - left + 1) * (bottom - top + 1)];
      int next = 0;
      for (int y = top; y <= bottom; y++) {
        for (int i = y * width + left; i <= y * width + right; i++) {
          part[next++] = before[i] == now[i] ? Palette.UNCHANGED : now[i];
        }
      }
      return new Changes(left, top, right - left + 1, bottom - top + 1, part);
    }
  }
}
