package dev.foresight;

import dev.foresight.Safetensors.Tensor;
import dev.foresight.compute.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tensors of a model file, taken one by one with the shape they should have. What is missing,
 * extra or of another shape is collected, so that one message names it all.
 */
final class ModelTensors {
  /** Stands for any size in an expected shape. */
  static final int ANY = -1;

  private static final int MOST_NAMED = 20;
  private static final Tensor NONE = new Tensor(new int[0], new float[0]);

  private final Map<String, Tensor> left;
  private final List<String> problems = new ArrayList<>();

  ModelTensors(Map<String, Tensor> tensors) {
    left = new TreeMap<>(tensors);
  }

  boolean has(String name) {
    return left.containsKey(name);
  }

  /** A tensor that may be left out. */
  Optional<Tensor> takeIfThere(String name, int... shape) {
    return has(name) ? Optional.of(take(name, shape)) : Optional.empty();
  }

  /** A tensor of that shape; an empty one where there is a problem, which {@link #finish} tells. */
  Tensor take(String name, int... shape) {
    Tensor tensor = left.remove(name);
    if (tensor == null) {
      problems.add(name + " " + print(shape) + " is missing");
    } else if (!matches(tensor.shape(), shape)) {
      problems.add(name + " has shape " + print(tensor.shape()) + " instead of " + print(shape));
    } else {
      return tensor;
    }
    return NONE;
  }

  /**
   * Ends the taking.
   *
   * @throws IllegalArgumentException if anything was missing, of another shape, or not taken
   */
  void finish() {
    left.keySet().forEach(name -> problems.add(Json.shorten(name) + " is not part of this model"));
    String named = problems.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
    int more = problems.size() - MOST_NAMED;
    Check.that(
        problems.isEmpty(),
        "the tensors do not fit the metadata: " + named
            + (more > 0 ? "; and " + more + " more" : "") + " (docs/models.md has the list)");
  }

  private static boolean matches(int[] shape, int[] expected) {
    boolean same = shape.length == expected.length;
    for (int i = 0; same && i < shape.length; i++) {
      same = expected[i] == ANY || shape[i] == expected[i];
    }
    return same;
  }

  private static String print(int[] shape) {
    return Arrays.toString(shape).replace(Integer.toString(ANY), "any");
  }
}
