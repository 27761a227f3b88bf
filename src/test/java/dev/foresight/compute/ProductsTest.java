package dev.foresight.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both versions of the products against double precision; around the results nothing is written. */
class ProductsTest {
  private static final float UNTOUCHED = 77;

  private final Random random = new Random(5);

  private float[][] matrix(int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  private static float[][] untouched(int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      Arrays.fill(row, UNTOUCHED);
    }
    return matrix;
  }

  private interface Cell {
    double of(int row, int column);
  }

  private static void check(String what, float[][] result, int rows, int terms, Cell exact) {
    for (int r = 0; r < result.length; r++) {
      for (int i = 0; i < result[r].length; i++) {
        double expected = r < rows ? exact.of(r, i) : UNTOUCHED;
        assertThat((double) result[r][i])
            .as("%s, row %d, column %d", what, r, i)
            .isCloseTo(expected, within(3e-7 * (1 + terms)));
      }
    }
  }

  /** Smaller than a tile of any processor, just a tile, and one more, in each direction. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 7, 3",
    "3, 40, 5",
    "40, 3, 5",
    "4, 16, 4",
    "5, 17, 5",
    "5, 33, 2",
    "24, 36, 33",
    "33, 50, 31",
    "200, 200, 32"
  })
  void everyShapeAgainstPlainSums(int inputs, int outputs, int rows) {
    float[][] x = matrix(rows + 2, inputs);
    float[][] w = matrix(inputs + 1, outputs);
    float[][] d = matrix(rows + 2, outputs);
    float decay = 0.3f;
    for (Products products : new Products[] {Products.create(), new PlainProducts()}) {
      String name = products.getClass().getSimpleName();
      for (int again = 0; again < 2; again++) {
        float[][] y = untouched(rows + 2, outputs);
        products.forward(x, w, y, rows);
        check(name + ".forward", y, rows, inputs, (r, j) -> {
          double sum = w[inputs][j];
          for (int k = 0; k < inputs; k++) {
            sum += (double) x[r][k] * w[k][j];
          }
          return sum;
        });
        float[][] dx = untouched(rows + 2, inputs);
        products.backward(d, w, dx, rows);
        check(name + ".backward", dx, rows, outputs, (r, k) -> {
          double sum = 0;
          for (int j = 0; j < outputs; j++) {
            sum += (double) d[r][j] * w[k][j];
          }
          return sum;
        });
        float[][] g = untouched(inputs + 1, outputs);
        products.gradient(x, d, decay, w, g, rows);
        check(name + ".gradient", g, inputs + 1, rows, (k, j) -> {
          double sum = k < inputs ? (double) decay * w[k][j] : 0;
          for (int r = 0; r < rows; r++) {
            sum += (k < inputs ? x[r][k] : 1.0) * d[r][j];
          }
          return sum;
        });
      }
    }
  }
}
