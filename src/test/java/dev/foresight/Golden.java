package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** What PyTorch computed (src/test/python): a model and the values that belong to it. */
public final class Golden {
  private final ModelFile model;
  private final Safetensors values;

  /** What golden.py makes. */
  public Golden() throws IOException {
    this("ensemble", "values");
  }

  private Golden(String model, String values) throws IOException {
    this.model = ModelFile.load(file(model + ".safetensors"));
    this.values = Safetensors.read(file(values + ".safetensors"));
  }

  /** What golden_exports.py makes: of {@code mbrl} or {@code pets}. */
  public static Golden exported(String name) throws IOException {
    return new Golden(name, name + "-values");
  }

  /** What golden_mixtures.py makes, of the model of golden.py. */
  public static Golden mixtures() throws IOException {
    return new Golden("ensemble", "mixtures");
  }

  /** The model that the values were computed with. */
  public ModelFile model() {
    return model;
  }

  /** An array, row by row. */
  public float[] array(String name) {
    return values.tensors().get(name).values();
  }

  public int[] shape(String name) {
    return values.tensors().get(name).shape();
  }

  public long number(String name) {
    return Long.parseLong(values.metadata().get(name));
  }

  /** Compares arrays by their greatest difference, as a share of the expected root mean square. */
  public static void assertClose(float[] actual, float[] expected, double bound) {
    assertThat(actual).hasSameSizeAs(expected);
    double squares = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element " + i).isFinite();
      squares += (double) expected[i] * expected[i] / expected.length;
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    assertThat(worst / Math.sqrt(squares)).as("greatest relative difference").isLessThan(bound);
  }

  static Path file(String name) {
    try {
      return Path.of(Golden.class.getResource("/golden/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
