package dev.foresight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** An engine and the oracle, given the same arrays and the same operations. */
final class Twins implements AutoCloseable {
  final EngineSpec spec;
  final Engine engine;
  final Oracle oracle;

  Twins(EngineUnderTest test, EngineSpec spec) {
    this.spec = spec;
    engine = test.open(spec);
    oracle = new Oracle(spec);
  }

  /** The greatest mean squared error of an operation's result, as a share of its mean square. */
  private double bound(ArrayName name) {
    return switch (name) {
      case PLANS, PROPOSALS -> 1e-11;
      case RETURNS -> engine.precision().returnsError();
      case DISAGREEMENT -> 1e-10;
      case SCORES, WEIGHTS, MEAN, STD -> 1e-12;
      case STATE, PREVIOUS, VIOLATIONS, ELITES, FAILURES -> 0;
    };
  }

  void write(ArrayName name, int plans, float... values) {
    assertThat(values).as("values for %s", name).hasSize(spec.length(name, plans));
    engine.write(name, plans, values.clone());
    oracle.write(name, plans, values.clone());
  }

  /** Fills an array with random values of the given centre and width. */
  void fill(ArrayName name, int plans, SplittableRandom random, double centre, double width) {
    write(name, plans, Contract.randoms(random, spec.length(name, plans), centre, width));
  }

  /** Fills MEAN, PLANS or ELITES with random actions, each within its bounds. */
  void fillActions(ArrayName name, int plans, SplittableRandom random) {
    float[] low = spec.actions().low();
    float[] high = spec.actions().high();
    float[] values = new float[spec.length(name, plans)];
    for (int i = 0; i < values.length; i++) {
      int a = i % low.length;
      values[i] = (float) (low[a] + random.nextDouble() * (high[a] - low[a]));
    }
    write(name, plans, values);
  }

  void run(Consumer<Engine> operation) {
    operation.accept(engine);
    operation.accept(oracle);
  }

  /** The engine's array, once it has been found to agree with the oracle's. */
  float[] agree(ArrayName name, int plans) {
    return agree(name, plans, bound(name));
  }

  float[] agree(ArrayName name, int plans, double bound) {
    float[] actual = Contract.read(engine, spec, name, plans);
    float[] expected = Contract.read(oracle, spec, name, plans);
    double error = 0;
    double square = 0;
    for (int i = 0; i < expected.length; i++) {
      if (Float.isFinite(expected[i])) {
        error += ((double) actual[i] - expected[i]) * ((double) actual[i] - expected[i]);
        square += (double) expected[i] * expected[i];
      } else if (name == ArrayName.RETURNS) {
        assertThat(Float.isFinite(actual[i]))
            .as("return %d is %s where no finite return can be", i, actual[i])
            .isFalse();
      } else {
        assertThat((Float) actual[i]).as("%s[%d]", name, i).isEqualTo((Float) expected[i]);
      }
    }
    assertThat(error)
        .as("%s against the oracle: normalised mean squared error %s", name, error / square)
        .isLessThanOrEqualTo(bound * square);
    return actual;
  }

  @Override
  public void close() {
    engine.close();
  }
}
