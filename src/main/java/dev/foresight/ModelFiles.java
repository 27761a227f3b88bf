package dev.foresight;

import java.io.IOException;
import java.nio.file.Path;

/** Networks and ensembles as safetensors files. */
final class ModelFiles {
  private ModelFiles() {}

  static Network readNetwork(Path file) throws IOException {
    throw new ModelFormatException(file, "not yet");
  }

  static ModelFile readEnsemble(Path file) throws IOException {
    throw new ModelFormatException(file, "not yet");
  }

  static void write(Path file, Network network) throws IOException {
    throw new ModelFormatException(file, "not yet");
  }

  static void write(Path file, ModelFile model) throws IOException {
    throw new ModelFormatException(file, "not yet");
  }
}
