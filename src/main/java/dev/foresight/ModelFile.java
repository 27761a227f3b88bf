package dev.foresight;

import dev.foresight.compute.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model file holds: an ensemble, and the task it was learned for where that is known.
 *
 * @param dynamics the ensemble
 * @param task what the model is to be used for, if the file says
 */
public record ModelFile(Ensemble dynamics, Optional<Task> task) {
  /** Checks that the task fits the dynamics. */
  public ModelFile {
    Objects.requireNonNull(dynamics, "dynamics");
    task.ifPresent(t -> {
      Check.length("task actions", t.actions().size(), dynamics.actionSize(), "the model");
      t.model(dynamics);
    });
  }

  /**
   * Reads a safetensors file (docs/models.md).
   *
   * @throws ModelFormatException if the file is not such an ensemble
   */
  public static ModelFile load(Path file) throws IOException {
    return ModelFiles.readEnsemble(file);
  }

  /**
   * The kind of model that a safetensors file says it holds: {@code ensemble}, to be read by {@link
   * #load}, or {@code network}, by {@link Network#load}. Reads the header only.
   *
   * @throws ModelFormatException if the file is no model file
   */
  public static String kind(Path file) throws IOException {
    return ModelFiles.kind(file);
  }

  /** Writes a safetensors file: aside first, then moved into place. */
  public void save(Path file) throws IOException {
    ModelFiles.write(file, this);
  }
}
