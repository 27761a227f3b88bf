package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.ModelFile;
import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @TempDir
  private Path folder;

  @Test
  void anEnsembleMadeInPyTorchIsDescribed() throws Exception {
    Cli cli = Cli.run("model", GOLDEN.resolve("mbrl.safetensors").toString(), "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .contains("layers        6 -> 14 leaky_relu -> 14 leaky_relu -> 8 identity")
        .contains("parameters    2,140 (428 in each member)")
        .contains("memory        8.4 KiB of weights on a device")
        .contains("features      the state, then the action")
        .contains("predicts      the change of each state, but the value of state(1)")
        .contains("log-variance  at least -5.85 to -5.35, at most -1.65 to -1.16")
        .contains("environment   golden")
        .contains("ends where    3.0 < abs(next(0))")
        .contains("action box    [-1.0, -2.0] to [1.0, 2.0]")
        .contains("propagation   TS1, TS_INFINITY, E, DS")
        .contains("--state 0,0,0,0")
        .doesNotContain("foresight run");
    JsonNode json = cli.json();
    assertThat(json.get("kind").asText()).isEqualTo("ensemble");
    assertThat(json.get("members").asInt()).isEqualTo(5);
    assertThat(json.get("states").asInt()).isEqualTo(4);
    assertThat(json.get("actions").asInt()).isEqualTo(2);
    assertThat(json.get("parameters").asInt()).isEqualTo(5 * (6 * 14 + 14 + 14 * 15 + 8 * 15));
    assertThat(json.get("weightBytes").asInt()).isEqualTo(4 * 2140);
    assertThat(json.get("layers").get(2).get("outputs").asInt()).isEqualTo(8);
    assertThat(json.get("layers").get(0).get("activation").asText()).isEqualTo("leaky_relu");
    assertThat(json.get("normaliser").get("mean")).hasSize(6);
    assertThat(json.get("delta").get(1).asBoolean()).isFalse();
    assertThat(json.get("logVariance").get("min")).hasSize(4);
    assertThat(json.get("task").get("high").get(1).asDouble()).isEqualTo(2);
  }

  @Test
  void itSaysHowAModelOfAnEnvironmentIsUsedAndThatIsTrue() throws Exception {
    Environment env = Environments.named("cartpole");
    Path file = folder.resolve("cartpole.safetensors");
    new ModelFile(Examples.ensemble(env), Optional.of(env.task())).save(file);
    List<JsonNode> commands = commands(Cli.run("model", file.toString(), "--json"));
    assertThat(commands).hasSize(2);
    for (JsonNode command : commands) {
      String[] words = (command.asText().substring("foresight ".length())
              + " --plans 10 --horizon 2 --iterations 1")
          .split(" ");
      assertThat(Cli.run(words).code()).as(command.asText()).isZero();
    }
  }

  @Test
  void aModelWithoutTaskOrVarianceSaysSo() throws Exception {
    Ensemble gaussian = Examples.ensemble(Environments.named("pendulum"));
    Network network = gaussian.members().get(0);
    Network.Layer last = network.layers().get(1);
    Network means = new Network(List.of(
        network.layers().get(0),
        new Network.Layer(
            last.inputs(), 3, new float[3 * last.inputs()], new float[3], last.activation())));
    Ensemble single = new Ensemble(
        List.of(means),
        1,
        gaussian.features(),
        gaussian.inputMean(),
        gaussian.inputStd(),
        new boolean[3],
        new float[0],
        new float[0]);
    Path file = folder.resolve("plain.safetensors");
    new ModelFile(single, Optional.empty()).save(file);
    Cli cli = Cli.run("model", file.toString(), "--json");
    assertThat(cli.out())
        .contains("log-variance  none")
        .contains("predicts      the next state itself")
        .contains("propagation   TS1, TS_INFINITY, E; all the same, as nothing is uncertain")
        .contains("task          none")
        .contains("--reward FORMULA --low X --high X");
    assertThat(cli.json().get("task").isNull()).isTrue();
    assertThat(cli.json().get("logVariance").isNull()).isTrue();
  }

  @Test
  void aNetworkIsDescribed() throws Exception {
    Path file = folder.resolve("network.safetensors");
    Examples.ensemble(Environments.named("pendulum")).members().get(0).save(file);
    Cli cli = Cli.run("model", file.toString(), "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("kind          network").contains("-> 8 silu -> 6 identity");
    assertThat(cli.out()).doesNotContain("withReward");
    assertThat(cli.json().get("outputs").asInt()).isEqualTo(6);
  }

  @Test
  void itSaysWhatNetworksCanBeUsedAsAndThatIsTrue() throws Exception {
    Network one = network(3, 1);
    Path single = folder.resolve("one.safetensors");
    one.save(single);
    Cli cli = Cli.run("model", single.toString(), "--json");
    assertThat(cli.out())
        .contains("use as        WorldModel.withReward, R(state, action)\n")
        .contains("WorldModel.withValue, V(state) of pendulum, pendulum-sparse")
        .contains("WorldModel.withPolicy, state -> action of pendulum, pendulum-sparse");
    assertThat(commands(cli)).hasSize(4);
    holds(cli);
    Path several = folder.resolve("several.safetensors");
    Network q = network(4, 1);
    new ScalarEnsemble(List.of(q, q), Reduction.min()).save(several);
    Cli ensemble = Cli.run("model", several.toString(), "--json");
    assertThat(ensemble.out())
        .contains("reduction     min\n")
        .contains("WorldModel.withReward, R(state, action) of pendulum, pendulum-sparse")
        .contains("WorldModel.withValue, Q(state, action) of pendulum, pendulum-sparse")
        .contains("foresight run pendulum --value " + several)
        .doesNotContain("withPolicy");
    holds(ensemble);
  }

  private static Network network(int inputs, int outputs) {
    return new Network(List.of(new Network.Layer(
        inputs, outputs, new float[inputs * outputs], new float[outputs], Activation.TANH)));
  }

  private static void holds(Cli cli) throws Exception {
    for (JsonNode command : commands(cli)) {
      String[] words = (command.asText().substring("foresight ".length())
              + " --plans 10 --horizon 2 --iterations 1 --steps 2")
          .split(" ");
      assertThat(Cli.run(words).code()).as(command.asText()).isZero();
    }
  }

  @Test
  void networksGivenAsWhatTheyAreNotAreRefusedByName() throws Exception {
    Path policy = folder.resolve("policy.safetensors");
    network(3, 2).save(policy);
    Path dynamics = folder.resolve("dynamics.safetensors");
    new ModelFile(Examples.ensemble(Environments.named("pendulum")), Optional.empty())
        .save(dynamics);
    for (String option : List.of("--value", "--policy")) {
      for (Path file : List.of(policy, dynamics, folder)) {
        Cli cli = Cli.run("run", "pendulum", option, file.toString());
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err()).contains(file.toString());
      }
    }
  }

  @Test
  void whatIsNoModelFileIsRefusedInOneLine() throws Exception {
    Path other = Files.writeString(folder.resolve("other.txt"), "no model file at all");
    Path state = GOLDEN.resolve("mbrl-state.safetensors");
    for (Path file : List.of(other, state, folder, folder.resolve("missing"))) {
      Cli cli = Cli.run("model", file.toString());
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err().lines()).hasSize(1);
      assertThat(cli.err()).contains(file.toString());
      assertThat(cli.out()).isEmpty();
    }
  }

  private static List<JsonNode> commands(Cli cli) throws Exception {
    List<JsonNode> commands = new ArrayList<>();
    cli.json().get("commands").forEach(commands::add);
    return commands;
  }
}
