package dev.foresight;

import dev.foresight.compute.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Several networks that each learned the same number, and how they make one of it: a terminal value
 * or a reward that knows where it has not learned enough.
 *
 * <pre>{@code
 * model.withValue(new ScalarEnsemble(List.of(q1, q2), Reduction.min()));
 * }</pre>
 *
 * @param members networks of one shape with one output
 * @param reduction what makes one number of theirs
 */
public record ScalarEnsemble(List<Network> members, Reduction reduction) implements ScalarFunction {

  /** Checks that the members are of one shape. */
  public ScalarEnsemble {
    members = List.copyOf(members);
    Objects.requireNonNull(reduction, "reduction");
    Check.atLeast("scalar ensemble member count", members.size(), 1);
    for (int e = 1; e < members.size(); e++) {
      Check.that(
          members.get(e).sameShape(members.get(0)),
          "scalar ensemble member " + e + " has other layers than member 0; all must be alike");
    }
    Check.length("scalar ensemble output", members.get(0).outputs(), 1, "a number");
  }

  /** Width of the input. */
  public int inputs() {
    return members.get(0).inputs();
  }

  @Override
  public List<Network> networks() {
    return members;
  }

  /**
   * The number for one input, in plain Java: the reference, not the fast path.
   *
   * @param input length {@link #inputs()}
   */
  public float apply(float[] input) {
    return reduction.of(
        members.stream().mapToDouble(member -> member.apply(input)[0]).toArray());
  }

  /**
   * Reads a scalar ensemble from a safetensors file (docs/models.md).
   *
   * @throws ModelFormatException if the file is not such an ensemble
   */
  public static ScalarEnsemble load(Path file) throws IOException {
    return ModelFiles.readScalarEnsemble(file);
  }

  /** Writes this to a safetensors file: aside first, then moved into place. */
  public void save(Path file) throws IOException {
    ModelFiles.write(file, this);
  }
}
