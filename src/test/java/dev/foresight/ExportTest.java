package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foresight.Safetensors.Tensor;
import dev.foresight.engine.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ensembles made in PyTorch, by the script that makes model files of them. */
class ExportTest {
  private static final double BOUND = 1e-5;
  private static final String[] MBRL = {
    "--states=4",
    "--actions=2",
    "--activation=leaky_relu",
    "--elites=4,1,6,0,2",
    "--no-delta=1",
    "--drop-reward",
    "--normaliser=" + Golden.file("mbrl-normaliser.safetensors")
  };
  private static final String[] PETS = {
    "--states=4",
    "--actions=2",
    "--activation=swish",
    "--no-delta=1",
    "--features=state(0); state(1); sin(state(2)); cos(state(2)); state(3); action(0); action(1)"
  };
  private static final String[] TASK = {
    "--environment=golden",
    "--reward=cos(next(2)) - 0.1 * action(0) * action(0) - state(1) * state(1) + action(1)",
    "--termination=3.0 < abs(next(0))",
    "--action-low=-1.0,-2.0",
    "--action-high=1.0,2.0"
  };

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mbrl", "pets"})
  void membersPredictMeanAndLogVarianceAsTheirModuleDoes(String name) throws IOException {
    Golden golden = Golden.exported(name);
    Ensemble ensemble = golden.model().dynamics();
    int states = ensemble.stateSize();
    int actions = ensemble.actionSize();
    int rows = golden.shape("state")[0];
    float[] means = new float[golden.array("member_mean").length];
    float[] logVariances = new float[means.length];
    for (int i = 0; i < ensemble.members().size() * rows; i++) {
      int row = i % rows;
      float[] mean = new float[states];
      float[] variance = new float[states];
      ensemble.predict(
          i / rows,
          Arrays.copyOfRange(golden.array("state"), row * states, (row + 1) * states),
          Arrays.copyOfRange(golden.array("action"), row * actions, (row + 1) * actions),
          mean,
          variance);
      for (int s = 0; s < states; s++) {
        means[i * states + s] = mean[s];
        logVariances[i * states + s] = (float) Math.log(variance[s]);
      }
    }
    Golden.assertClose(means, golden.array("member_mean"), BOUND);
    Golden.assertClose(logVariances, golden.array("member_log_variance"), BOUND);
  }

  @Test
  void theScriptMakesTheModelFileOfMbrlLibsStateDict() throws Exception {
    export(Golden.file("mbrl-state.safetensors"), concat(MBRL, TASK));
    assertThat(target()).hasSameBinaryContentAs(Golden.file("mbrl.safetensors"));
  }

  @Test
  void theScriptMakesTheModelFileOfPetssStateDict() throws Exception {
    export(Golden.file("pets-state.safetensors"), concat(PETS, TASK));
    assertThat(target()).hasSameBinaryContentAs(Golden.file("pets.safetensors"));
  }

  @Test
  void theWrappersPrefixIsTakenOff() throws Exception {
    Map<String, Tensor> wrapped = new TreeMap<>();
    state("mbrl").forEach((name, tensor) -> wrapped.put("model." + name, tensor));
    export(write(wrapped), concat(MBRL, TASK));
    assertThat(target()).hasSameBinaryContentAs(Golden.file("mbrl.safetensors"));
  }

  @Test
  void allThatDoesNotFitIsNamedAtOnce() throws Exception {
    Map<String, Tensor> state = state("mbrl");
    state.remove("hidden_layers.1.0.bias");
    state.put("max_logvar", new Tensor(new int[] {1, 2}, new float[2]));
    state.put("encoder.weight", new Tensor(new int[] {1}, new float[1]));
    assertThat(refused(write(state), concat(MBRL)))
        .contains("hidden_layers.1.0.bias [7, 1, 14] is missing")
        .contains("max_logvar has shape [1, 2] instead of [1, 5]")
        .contains("encoder.weight is not part of such an ensemble")
        .doesNotContain("Traceback");
    assertThat(target()).doesNotExist();
  }

  @Test
  void aLearnedRewardIsRefusedUnlessItIsToBeDropped() throws Exception {
    Path mbrl = Golden.file("mbrl-state.safetensors");
    String[] kept =
        Arrays.stream(MBRL).filter(o -> !o.equals("--drop-reward")).toArray(String[]::new);
    assertThat(refused(mbrl, kept))
        .contains("mean_and_logvar.weight has shape [7, 14, 10] instead of [7, 14, 8]")
        .contains("--drop-reward");
    assertThat(refused(Golden.file("pets-state.safetensors"), concat(PETS, "--drop-reward")))
        .contains("no learned reward");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--activation=gelu ~ gelu",
        "--elites=0,7 ~ 0 to 6",
        "--elites=1,1 ~ different members",
        "--no-delta=4 ~ 0 to 3",
        "--actions=3 ~ hidden_layers.0.0.weight has shape [7, 6, 14] instead of [any, 7, any]",
        "--normaliser=no-such.safetensors ~ no-such"
      })
  void optionsThatDoNotFitAreRefused(String change) throws Exception {
    String[] parts = change.split(" ~ ");
    String said = refused(Golden.file("mbrl-state.safetensors"), concat(MBRL, parts[0]));
    assertThat(said).contains(parts[1]).doesNotContain("Traceback");
  }

  @Test
  void aNormaliserWithoutSpreadIsRefused() throws Exception {
    Map<String, Tensor> state = state("pets");
    state.get("inputs_sigma").values()[2] = 0;
    assertThat(refused(write(state), concat(PETS))).contains("inputs_sigma has 0.0", "above 0");
    state.remove("inputs_sigma");
    assertThat(refused(write(state), concat(PETS))).contains("inputs_sigma [1, 7] is missing");
  }

  @Test
  void theLoaderNamesAgainAllThatDoesNotFit() throws Exception {
    Safetensors model = Safetensors.read(Golden.file("mbrl.safetensors"));
    Map<String, Tensor> tensors = new TreeMap<>(model.tensors());
    tensors.remove("layers.1.bias");
    tensors.put("max_logvar", new Tensor(new int[] {3}, new float[3]));
    tensors.put("layers.3.bias", new Tensor(new int[] {5, 8}, new float[40]));
    Path broken = folder.resolve("broken.safetensors");
    new Safetensors(model.metadata(), tensors).write(broken);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelFile.load(broken))
        .withMessageContaining("layers.1.bias [5, 14] is missing")
        .withMessageContaining("max_logvar has shape [3] instead of [4]")
        .withMessageContaining("\"layers.3.bias\" is not part of this model");
  }

  private Path target() {
    return folder.resolve("model.safetensors");
  }

  private static Map<String, Tensor> state(String name) throws IOException {
    return new TreeMap<>(
        Safetensors.read(Golden.file(name + "-state.safetensors")).tensors());
  }

  private Path write(Map<String, Tensor> state) throws IOException {
    Path file = folder.resolve("state.safetensors");
    new Safetensors(Map.of(), state).write(file);
    return file;
  }

  private void export(Path state, String... options) throws Exception {
    Path log = folder.resolve("export.log");
    int code = run(log, state, options);
    assertThat(code).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("5 members");
  }

  private String refused(Path state, String... options) throws Exception {
    Path log = folder.resolve("refused.log");
    int code = run(log, state, options);
    assertThat(code).as(Files.readString(log)).isEqualTo(1);
    return Files.readString(log);
  }

  /** Runs the script with nothing but Python's standard library. */
  private int run(Path log, Path state, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("python3", "-S", "-E", "-B", "examples/python/export_ensemble.py"));
    command.addAll(List.of(state.toString(), target().toString()));
    command.addAll(List.of(options));
    Process process = null;
    try {
      process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      Required.orSkip("python", Optional.of("python3 cannot be started; install it: " + e));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
    return process.exitValue();
  }

  private static String[] concat(String[] options, String... more) {
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return all;
  }
}
