package dev.foresight.cli;

import dev.foresight.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Model files named on the command line. */
final class Models {
  private Models() {}

  static ModelFile load(Path file) throws IOException {
    return ModelFile.load(notAFolder(file));
  }

  /** What kind of model a file holds. */
  static String kind(Path file) throws IOException {
    return ModelFile.kind(notAFolder(file));
  }

  private static Path notAFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; give the model in it, such as "
          + file.resolve("model.safetensors"));
    }
    return file;
  }
}
