package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ensemble's prediction against PyTorch's. */
class EnsembleGoldenTest {
  private static final double BOUND = 1e-5;

  private final Golden golden = new Golden();
  private final Ensemble ensemble = golden.model().dynamics();
  private final int rows = golden.shape("state")[0];
  private final int states = ensemble.stateSize();

  EnsembleGoldenTest() throws IOException {}

  @Test
  void eachMemberPredictsWhatPyTorchPredicts() {
    int count = ensemble.members().size();
    float[] means = new float[count * rows * states];
    float[] variances = new float[means.length];
    for (int i = 0; i < count * rows; i++) {
      float[] mean = new float[states];
      float[] variance = new float[states];
      ensemble.predict(i / rows, state(i % rows), action(i % rows), mean, variance);
      System.arraycopy(mean, 0, means, i * states, states);
      System.arraycopy(variance, 0, variances, i * states, states);
    }
    Golden.assertClose(means, golden.array("member_mean"), BOUND);
    Golden.assertClose(variances, golden.array("member_variance"), BOUND);
  }

  @Test
  void theMixtureHasTheMomentsThatPyTorchAndNumPyFind() throws IOException {
    float[] mean = new float[rows * states];
    float[] aleatoric = new float[mean.length];
    float[] epistemic = new float[mean.length];
    for (int i = 0; i < rows; i++) {
      Ensemble.Prediction prediction = ensemble.predict(state(i), action(i));
      System.arraycopy(prediction.mean(), 0, mean, i * states, states);
      System.arraycopy(prediction.aleatoric(), 0, aleatoric, i * states, states);
      System.arraycopy(prediction.epistemic(), 0, epistemic, i * states, states);
    }
    Golden.assertClose(mean, golden.array("mean"), BOUND);
    Golden.assertClose(aleatoric, golden.array("aleatoric"), BOUND);
    Golden.assertClose(epistemic, golden.array("epistemic"), BOUND);
    float[] total = new float[mean.length];
    for (int i = 0; i < total.length; i++) {
      total[i] = aleatoric[i] + epistemic[i];
    }
    Golden.assertClose(mean, Golden.mixtures().array("mean"), BOUND);
    Golden.assertClose(total, Golden.mixtures().array("variance"), BOUND);
  }

  @Test
  void aFileFromPythonIsWrittenAgainByteForByte(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("copy");
    golden.model().save(copy);
    assertThat(copy).hasSameBinaryContentAs(Golden.file("ensemble.safetensors"));
  }

  private float[] state(int row) {
    return Arrays.copyOfRange(golden.array("state"), row * states, (row + 1) * states);
  }

  private float[] action(int row) {
    int size = ensemble.actionSize();
    return Arrays.copyOfRange(golden.array("action"), row * size, (row + 1) * size);
  }
}
