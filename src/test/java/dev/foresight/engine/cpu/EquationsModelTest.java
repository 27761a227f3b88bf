package dev.foresight.engine.cpu;

import static dev.foresight.Expr.action;
import static dev.foresight.Expr.constant;
import static dev.foresight.Expr.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.compute.Kernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Formulas of all kinds of places: variables, constants, the same one twice, in deviations, too. */
class EquationsModelTest {
  private static final int WIDTH = 2 * Kernels.ROWS;
  private static final Expr PRODUCT = state(0).times(action(0));
  private static final Expr SUM = state(1).plus(state(0));
  private static final Equations EQUATIONS = Equations.of(
          1, SUM, state(0), constant(7), PRODUCT, PRODUCT, SUM.times(2))
      .withNoise(constant(1), SUM, PRODUCT, state(4), constant(0), SUM.plus(1));

  @Test
  void predictionsAreTheFormulasWhereverTheyAreComputed() {
    Rows rows = new Rows(
        random(1, EQUATIONS.stateSize()), random(2, 1), random(3, EQUATIONS.stateSize()), WIDTH);
    Members members = new EquationsModel(EQUATIONS, true).on(rows, Kernels.create());
    float[][] elsewhere = new float[EQUATIONS.stateSize()][WIDTH];
    for (int t = 0; t < 3; t++) {
      members.read(WIDTH);
      members.predict(0, elsewhere, WIDTH);
      members.predict(0, rows.next(), WIDTH);
      for (float[] next : rows.next()) {
        // As noise changes one next state after the other, while deviations of later ones are still
        // to be read.
        Arrays.fill(next, 0, Kernels.ROWS, -99);
      }
      for (int i = 0; i < EQUATIONS.stateSize(); i++) {
        for (int r = 0; r < WIDTH; r++) {
          float expected = value(EQUATIONS.next().get(i), rows, r);
          assertThat(elsewhere[i][r]).isEqualTo(expected);
          assertThat(rows.next()[i][r]).isEqualTo(r < Kernels.ROWS ? -99 : expected);
          assertThat(members.std(i)[r]).isEqualTo(value(EQUATIONS.std().get(i), rows, r));
        }
      }
      rows.state()[t][5] += 1;
    }
  }

  private static float value(Expr formula, Rows rows, int r) {
    return formula.evaluate(column(rows.state(), r), column(rows.action(), r), new float[0]);
  }

  private static float[] column(float[][] rows, int r) {
    float[] column = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][r];
    }
    return column;
  }

  private static float[][] random(int seed, int count) {
    Random random = new Random(seed);
    float[][] rows = new float[count][WIDTH];
    for (float[] row : rows) {
      for (int r = 0; r < WIDTH; r++) {
        row[r] = random.nextFloat();
      }
    }
    return rows;
  }
}
