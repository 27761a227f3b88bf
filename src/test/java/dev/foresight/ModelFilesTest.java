package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foresight.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
  @TempDir
  Path folder;

  private final Map<String, String> metadata = new TreeMap<>();
  private final Map<String, Tensor> tensors = new TreeMap<>();

  @BeforeEach
  void takeAGoodModel() throws IOException {
    model(new Random(1)).save(file());
    Safetensors content = Safetensors.read(file());
    metadata.putAll(content.metadata());
    tensors.putAll(content.tensors());
  }

  @Test
  void anEnsembleAndItsTaskComeBackBitForBit() throws IOException {
    ModelFile model = model(new Random(1));
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    model.save(first);
    ModelFile loaded = ModelFile.load(first);
    loaded.save(second);
    assertThat(loaded).usingRecursiveComparison().isEqualTo(model);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    assertThat(Ensemble.load(first)).usingRecursiveComparison().isEqualTo(model.dynamics());
  }

  @Test
  void aDeterministicEnsembleWithoutATaskComesBack() throws IOException {
    Ensemble ensemble = new Ensemble(
        List.of(network(new Random(2), 3, 7, 2)),
        1,
        Ensemble.plainFeatures(2, 1),
        new float[3],
        new float[] {1, 1, 1},
        new boolean[] {false, false},
        new float[0],
        new float[0]);
    new ModelFile(ensemble, Optional.empty()).save(file());
    ModelFile loaded = ModelFile.load(file());
    assertThat(loaded.task()).isEmpty();
    assertThat(loaded.dynamics()).usingRecursiveComparison().isEqualTo(ensemble);
  }

  @Test
  void aNetworkComesBackBitForBit() throws IOException {
    Network network = network(new Random(3), 3, 17, 1);
    network.save(file());
    byte[] bytes = Files.readAllBytes(file());
    Network loaded = Network.load(file());
    loaded.save(file());
    assertThat(loaded).usingRecursiveComparison().isEqualTo(network);
    assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    metadata.keySet().removeAll(List.of("features", "delta", "environment", "termination"));
    tensors.keySet().removeAll(List.of("input_mean", "input_std"));
    metadata.put("action_size", "2");
    metadata.put("action_low", "-1, -2.5e0");
    metadata.put("action_high", "1,2");
    metadata.put("x-note", "anything");
    ModelFile loaded = load();
    assertThat(loaded.dynamics().features()).isEqualTo(Ensemble.plainFeatures(2, 2));
    assertThat(loaded.dynamics().delta()).containsExactly(true, true);
    assertThat(loaded.dynamics().inputMean()).containsExactly(0, 0, 0, 0);
    assertThat(loaded.dynamics().inputStd()).containsExactly(1, 1, 1, 1);
    Task task = loaded.task().orElseThrow();
    assertThat(task.name()).isEqualTo("custom");
    assertThat(task.termination()).isEqualTo(Expr.constant(0));
    assertThat(task.actions())
        .isEqualTo(new ActionSpace(new float[] {-1, -2.5f}, new float[] {1, 2}));
  }

  @Test
  void everyTensorThatDoesNotFitIsNamedAtOnce() {
    tensors.remove("layers.0.bias");
    tensors.remove("min_logvar");
    tensors.put("layers.1.weight", new Tensor(new int[] {3, 4, 6}, new float[72]));
    tensors.put("layers.2.weight", new Tensor(new int[] {1}, new float[1]));
    tensors.put("input_std", new Tensor(new int[] {2, 2}, new float[] {1, 1, 1, 1}));
    refused(
        "layers.0.bias [3, 5] is missing",
        "min_logvar [2] is missing",
        "layers.1.weight has shape [3, 4, 6] instead of [3, 4, 5]",
        "\"layers.2.weight\" is not part of this model",
        "input_std has shape [2, 2] instead of [4]");
  }

  @Test
  void aModelWithManyTensorsMissingIsDescribedInBrief() {
    tensors.clear();
    metadata.put("activations", "relu,".repeat(500) + "identity");
    refused("layers.0.weight [any, any, 4] is missing", "and 982 more");
    metadata.put("activations", "relu,".repeat(1000) + "identity");
    refused("\"activations\" has 1001 parts; the most is 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format|foresight-2|\"format\" is \"foresight-2\", not \"foresight-1\"",
        "kind|transformer|\"kind\" is \"transformer\", not \"ensemble\"",
        "kind|network|\"kind\" is \"network\", not \"ensemble\"",
        "activations|silu,gelu|\"gelu\"; the activations are [identity, relu,",
        "activations|SILU,identity|\"SILU\"",
        "activations|silu|layers.0.weight has shape [3, 5, 4] instead of [any, 4, 4]",
        "activations|``|\"\"; the activations are",
        "state_size|3|layers.1.weight has shape [3, 4, 5] instead of [3, 6, 5]",
        "state_size|0|must be an integer above 0",
        "state_size|-2|must be an integer above 0",
        "state_size|2.0|must be an integer above 0",
        "state_size|99999999999|must be an integer above 0",
        "state_size|9999999|min_logvar has shape [2] instead of [9999999]",
        "action_size|2|task actions has length 1",
        "features|state(0)|layers.0.weight has shape [3, 5, 4] instead of [any, any, 1]",
        "features|state(0); state(1); action(0); state(2)|features[3] reads state(2)",
        "features|state(0); state(1); action(0); next(0)|features[3] reads next(0)",
        "features|state(0); state(1); action(0);|\"features\": formula \"\"",
        "delta|1|has length 1",
        "delta|1,0,1|has 3 parts",
        "delta|1,yes|\"yes\"; use 1 for a change",
        "reward|cos(|\"reward\": formula \"cos(\" cannot be read at position 4",
        "reward|state(2)|reward reads state(2)",
        "termination|next(2)|termination reads next(2)",
        "action_low|3|low[0] is 3.0, above high[0]",
        "action_low|-1,-1|high has length 1",
        "action_low|NaN|low[0] is NaN",
        "action_high|1e60|high[0] is Infinity",
        "action_high|two|\"two\"; it must be a number",
        "detla|1,1|\"detla\" is not known"
      })
  void metadataThatIsWrongIsRefused(String key, String text, String problem) {
    metadata.put(key, text);
    refused(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "kind",
        "activations",
        "state_size",
        "action_size",
        "reward",
        "action_low",
        "action_high"
      })
  void metadataThatIsMissingIsNamed(String key) {
    metadata.remove(key);
    refused("\"" + key + "\" is missing");
  }

  @Test
  void valuesThatNoModelCanHaveAreRefused() {
    tensors.get("layers.1.bias").values()[3] = Float.NaN;
    refused("\"layers.1.bias\"[3] is NaN");
    tensors.get("layers.1.bias").values()[3] = 0;
    tensors.get("input_std").values()[1] = 0;
    refused("inputStd[1] is 0.0");
    tensors.get("input_std").values()[1] = 1;
    tensors.get("min_logvar").values()[0] = 1;
    refused("minLogVariance[0] is 1.0, above maxLogVariance[0]");
  }

  @Test
  void membersAndLayersAgreeInEveryTensor() {
    tensors.put("layers.1.bias", new Tensor(new int[] {2, 4}, new float[8]));
    refused("layers.1.bias has shape [2, 4] instead of [3, 4]");
  }

  @Test
  void anEnsembleIsNotANetwork() throws IOException {
    new Safetensors(metadata, tensors).write(file());
    assertThatThrownBy(() -> Network.load(file()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(file().toString(), "\"kind\" is \"ensemble\", not \"network\"");
  }

  @Test
  void aTaskThatCouldNotBeReadAgainIsNotWritten() throws IOException {
    Files.writeString(file(), "old");
    Expr high = Expr.state(0);
    for (int i = 0; i < 5000; i++) {
      high = high.plus(1);
    }
    ModelFile model = model(new Random(1));
    Task task = new Task("deep", ActionSpace.symmetric(1, 1), high, Expr.constant(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelFile(model.dynamics(), Optional.of(task)).save(file()))
        .withMessageContaining("\"reward\"");
    assertThat(file()).hasContent("old");
  }

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private ModelFile load() throws IOException {
    new Safetensors(metadata, tensors).write(file());
    return ModelFile.load(file());
  }

  private void refused(String... problem) {
    assertThatThrownBy(this::load)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContainingAll(problem);
  }

  static ModelFile model(Random random) {
    List<Network> members = new ArrayList<>();
    for (int e = 0; e < 3; e++) {
      members.add(network(random, 4, 5, 4));
    }
    List<Expr> features =
        List.of(Expr.state(0), Expr.sin(Expr.state(1)), Expr.cos(Expr.state(1)), Expr.action(0));
    Ensemble ensemble = new Ensemble(
        members,
        1,
        features,
        floats(random, 4),
        new float[] {1, 2, Float.MIN_VALUE, 0.1f},
        new boolean[] {true, false},
        new float[] {-10, -9},
        new float[] {0.5f, -0f});
    Task task = new Task(
        "a \"strange\"\n näme",
        ActionSpace.symmetric(1, 2.5f),
        Expr.parse("cos(next(1)) - 0.01 * action(0)"),
        Expr.parse("2 < abs(next(0))"));
    return new ModelFile(ensemble, Optional.of(task));
  }

  static Network network(Random random, int inputs, int hidden, int outputs) {
    return new Network(List.of(
        new Network.Layer(
            inputs,
            hidden,
            floats(random, inputs * hidden),
            floats(random, hidden),
            Activation.SILU),
        new Network.Layer(
            hidden,
            outputs,
            floats(random, hidden * outputs),
            floats(random, outputs),
            Activation.IDENTITY)));
  }

  static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
