package dev.foresight.cli;

import dev.foresight.Dynamics;
import dev.foresight.ModelFile;
import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import dev.foresight.ScalarFunction;
import dev.foresight.env.Environment;
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

  /** What a file holds if it is a terminal value: networks that make one number. */
  static ScalarFunction value(Path file) throws IOException {
    return switch (kind(file)) {
      case "network" -> Network.load(file);
      case "scalar-ensemble" -> ScalarEnsemble.load(file);
      default ->
        throw new IllegalArgumentException(
            file + " holds dynamics, not networks that make one number; give it to --model");
    };
  }

  /** What a file holds if it is a single network. */
  static Network policy(Path file) throws IOException {
    if (!kind(file).equals("network")) {
      throw new IllegalArgumentException(
          file + " holds several networks, not one; a policy is a file of kind network");
    }
    return Network.load(file);
  }

  private static Path notAFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; give the model in it, such as "
          + file.resolve("model.safetensors"));
    }
    return file;
  }

  /** Whether the environment's own dynamics are asked for. */
  static boolean isTrue(String model) {
    return model.equals("true");
  }

  /** The environment's own dynamics for "true", else what a file holds if it is of its sizes. */
  static Dynamics dynamics(String model, Environment env) throws IOException {
    if (isTrue(model)) {
      return env.dynamics();
    }
    ModelFile file = load(Path.of(model));
    Dynamics learned = file.dynamics();
    String name = env.task().name();
    int actions = env.task().actions().size();
    if (file.task().isPresent() && !file.task().get().name().equals(name)) {
      throw new IllegalArgumentException(
          model + " was learned for " + file.task().get().name() + ", not for " + name
              + "; run that environment or give another model");
    }
    if (learned.stateSize() != env.stateSize() || learned.actionSize() != actions) {
      throw new IllegalArgumentException(
          model + " has " + learned.stateSize() + " state elements and " + learned.actionSize()
              + " actions, but " + name + " has " + env.stateSize() + " and " + actions
              + "; give a model of this environment");
    }
    return learned;
  }
}
