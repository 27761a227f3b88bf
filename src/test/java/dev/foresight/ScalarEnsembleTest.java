package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalarEnsembleTest {

  /** {@code slope x + bias}. */
  private static Network line(float slope, float bias) {
    return new Network(List.of(
        new Network.Layer(1, 1, new float[] {slope}, new float[] {bias}, Activation.IDENTITY)));
  }

  private static float at(float x, Reduction reduction) {
    List<Network> members = List.of(line(1, 0), line(-1, 3), line(0, 5), line(2, -2));
    return new ScalarEnsemble(members, reduction).apply(new float[] {x});
  }

  @Test
  void theMembersMakeOneNumber() {
    // At 2 they say 2, 1, 5, 2: mean 2.5, variance (0.25 + 2.25 + 6.25 + 0.25) / 4.
    assertThat(at(2, Reduction.mean())).isEqualTo(2.5f);
    assertThat(at(2, Reduction.min())).isEqualTo(1);
    assertThat(at(2, Reduction.pessimistic(0))).isEqualTo(2.5f);
    assertThat(at(2, Reduction.pessimistic(2))).isEqualTo(2.5f - 3, within(1e-6f));
  }

  @Test
  void aMemberThatSaysNanMakesItNan() {
    List<Network> members = List.of(line(0, 1), line(3e38f, 0), line(0, 2));
    for (Reduction reduction :
        new Reduction[] {Reduction.mean(), Reduction.min(), Reduction.pessimistic(1)}) {
      float value = new ScalarEnsemble(members, reduction).apply(new float[] {Float.NaN});
      assertThat(value).as("%s", reduction).isNaN();
    }
  }

  @Test
  void membersAreOfOneShapeWithOneOutput() {
    Network two = new Network(
        List.of(new Network.Layer(1, 2, new float[2], new float[2], Activation.IDENTITY)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(line(1, 1), two), Reduction.min()))
        .withMessageContaining("member 1 has other layers than member 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(two, two), Reduction.min()))
        .withMessageContaining("output has length 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalarEnsemble(List.of(), Reduction.min()))
        .withMessageContaining("member count is 0");
  }

  @TempDir
  Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = folder.resolve("q.safetensors");
    Random random = new Random(4);
    List<Network> members =
        List.of(ModelFilesTest.network(random, 3, 5, 1), ModelFilesTest.network(random, 3, 5, 1));
    for (Reduction reduction : new Reduction[] {
      Reduction.mean(), Reduction.min(), Reduction.pessimistic(0.5f), Reduction.pessimistic(1e-7f)
    }) {
      ScalarEnsemble before = new ScalarEnsemble(members, reduction);
      before.save(file);
      ScalarEnsemble after = ScalarEnsemble.load(file);
      assertThat(after.reduction()).isEqualTo(reduction);
      float[] x = {0.3f, -1, 2};
      assertThat(after.apply(x)).isEqualTo(before.apply(x));
    }
  }

  @Test
  void aFileThatIsNoneIsRefusedWithEverythingThatIsWrong() throws IOException {
    Path file = folder.resolve("q.safetensors");
    Random random = new Random(4);
    ModelFilesTest.network(random, 3, 5, 1).save(file);
    refused(file, "\"kind\" is \"network\", not \"scalar-ensemble\"");
    Network two = ModelFilesTest.network(random, 3, 5, 1);
    new ScalarEnsemble(List.of(two, two), Reduction.min()).save(file);
    Safetensors good = Safetensors.read(file);
    for (String reduction : new String[] {"median", "pessimistic", "pessimistic -1", "Min"}) {
      Map<String, String> texts = new HashMap<>(good.metadata());
      texts.put("reduction", reduction);
      new Safetensors(texts, good.tensors()).write(file);
      refused(file, "\"reduction\" is \"" + reduction + "\"; the reductions are");
    }
    Map<String, Safetensors.Tensor> tensors = new HashMap<>(good.tensors());
    tensors.remove("layers.0.bias");
    tensors.put("layers.1.weight", new Safetensors.Tensor(new int[] {2, 2, 5}, new float[20]));
    new Safetensors(good.metadata(), tensors).write(file);
    refused(file, "layers.0.bias", "is missing", "layers.1.weight has shape [2, 2, 5] instead of");
  }

  private static void refused(Path file, String... problems) {
    assertThatThrownBy(() -> ScalarEnsemble.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(problems);
  }

  @Test
  void kappaIsAtLeastZero() {
    for (float kappa : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Reduction.pessimistic(kappa))
          .withMessageContaining("reduction kappa is " + kappa);
    }
  }
}
