package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foresight.Backend;
import dev.foresight.Device;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"demo", "train", "plan", "run", "model", "bench", "devices"})
  void everyCommandExplainsItself(String command) {
    Cli cli = Cli.run(command, "--help");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: foresight " + command).contains("--json");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void curvesExplainsItselfAndNamesTheFieldsOfItsLines() {
    assertThat(Cli.run("curves", "--help").out())
        .contains("Usage: foresight curves", "\"study\"", "Example");
  }

  @Test
  void trainNamesThePublishedSettings() {
    assertThat(Cli.run("train", "--help").out())
        .contains("pets-cartpole", "pets-inverted-pendulum", "pets-halfcheetah");
  }

  @Test
  void theRootListsTheCommands() {
    assertThat(Cli.run("--help").out())
        .contains("demo", "train", "curves", "film", "plan", "run", "model", "bench", "devices");
    assertThat(Cli.run("--help").out()).contains("Exit codes");
  }

  @Test
  void noCommandIsBadUsage() {
    Cli cli = Cli.run();
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("Usage: foresight");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(Cli.run("--version").out()).containsPattern("^foresight \\d+\\.\\d+\\.\\d+");
    assertThat(Cli.run("devices", "--version").out()).contains("foresight ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frob | frob",
        "plan | --model",
        "plan --model m.safetensors | --state",
        "plan --model m.safetensors --state 1,x | 'x' is not a float",
        "plan --model no-such-file --state 1 | no-such-file",
        "plan --model m --state 1 --preset cme | cme",
        "run | ENV",
        "run nowhere --model true | nowhere",
        "run pendulum --model no-such-file | no-such-file",
        "run pendulum --model true --steps 0 | --steps is 0",
        "run pendulum --model true --steps many | many",
        "run pendulum --real-time 0 | --real-time is 0",
        "run pendulum --real-time soon | soon",
        "run pendulum --model true --backend quantum | quantum",
        "run pendulum --model true --backend opencl:x | opencl:x",
        "run pendulum --model true --backend cuda:-1 | cuda:-1",
        "run pendulum --model true --backend opencl:999 | 999",
        "run pendulum --model true --backend cpu:1 | no device 1",
        "demo --backend quantum | quantum",
        "train pendulum --backend cpu:1 | no device 1",
        "bench --backend cpu:1 | no device 1",
        "run pendulum --model true --horizon 0 | horizon is 0",
        "run pendulum --model true --plans 4 --elites 5 | elites is 5",
        "run pendulum --model true --plans 1000000 --horizon 5000 | 1000000 plans of 5000 steps take",
        "run pendulum --model true --iterations -1 | iterations is -1",
        "run pendulum --model true --explore wildly | wildly",
        "run pendulum --model true --explore hallucinated:0 | beta is 0",
        "run pendulum --model true --explore hallucinated | more than one member",
        "run pendulum --risk luck | luck",
        "run pendulum --noise loud | use white, coloured:BETA or spline:KNOTS",
        "run pendulum --noise white:1 | white:1",
        "run pendulum --noise spline:many | spline:many",
        "run pendulum --noise spline:0 | noise knots is 0",
        "run pendulum --noise coloured:-1 | noise beta is -1",
        "run pendulum --temperature 0 | temperature is 0",
        "run pendulum --std 0 | initialStd is 0",
        "run pendulum --risk cvar | cvar",
        "run pendulum --risk cvar:much | cvar:much",
        "run pendulum --risk cvar:2 | alpha is 2",
        "run pendulum --risk entropic:0 | theta is 0",
        "run pendulum --rate 0 | --rate: rate[0] is 0",
        "run pendulum --rate 1,2 | --rate: rate has length 2",
        "run pendulum --rate fast | fast",
        "run pendulum --keep 0 | \"0\" is no I:LOW:HIGH",
        "run pendulum --keep 0:: | \"0::\" is no I:LOW:HIGH",
        "run pendulum --keep 0:a:b | 0:a:b",
        "run pendulum --keep 0:1-:2 | 0:1-:2",
        "run pendulum --keep 0:2:1 | swap them",
        "run pendulum --keep 9:0:1 | --keep",
        "run pendulum --keep 0:0:1 --chance 1 | probability is 1",
        "run pendulum --chance 0.1 | --keep",
        "run pendulum --value no-such-file | no-such-file",
        "run pendulum --policy no-such-file | no-such-file",
        "run pendulum --discount 0 | --discount: discount is 0",
        "train pendulum --terminal w | 'w'",
        "train pendulum --risk luck | luck",
        "train pendulum --preset cem | there are pets-cartpole",
        "train pendulum --steps 399 | --steps is 399; it must be at least 400",
        "train pendulum --steps 400 --trials 2 | give one of them",
        "train pendulum --planner cme | cme",
        "train pendulum --plans 8 --elites 9 | elites is 9",
        "train pendulum --kept-elites 2 | keptElites is 2",
        "train pendulum --commit worst | worst",
        "train pendulum --noise loud | use white, coloured:BETA or spline:KNOTS",
        "train pendulum --patience 0 | patience is 0",
        "train pendulum --learning-rate 0 | learningRate is 0",
        "train pendulum --last-rate 0 | lastRate is 0",
        "train pendulum --hold-out 0.6 | holdOut is 0.6",
        "train pendulum --resume | --out DIR",
        "curves | FILE",
        "curves runs.jsonl --environment pendulum | --out",
        "model | FILE",
        "model no-such-file | no-such-file",
        "devices --colour | --colour",
        "demo --trials 0 | trials is 0",
        "demo --seed x | x",
        "train | ENV",
        "train nowhere | nowhere",
        "bench --seconds 0 | --seconds is 0",
        "bench --suite | needs a checkout of Foresight",
        "bench --check | needs a checkout of Foresight",
        "bench --suite --check | give one of them",
        "bench --quick | --suite or --check",
        "bench --suite --update | --update is for --check",
        "bench --check --out x | --out is for --suite",
        "bench --pictures no-such-folder | machine.json"
      })
  void badUsageIsOneLineThatNamesIt(String arguments, String named) {
    Cli cli = Cli.run(arguments.split(" "));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err()).contains("foresight", named);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void verboseAddsTheStackTrace() {
    Cli cli = Cli.run("run", "nowhere", "--model", "true", "--verbose");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("nowhere").contains("\tat dev.foresight");
  }

  @Test
  void devicesSaysWhichBackendsThereAre() throws Exception {
    Cli cli = Cli.run("devices", "--json");
    assertThat(cli.code()).isZero();
    JsonNode cpu = cli.json().get("devices").get(0);
    assertThat(cpu.get("name").asText()).isEqualTo("cpu");
    assertThat(cpu.get("available").asBoolean()).isTrue();
    assertThat(cpu.get("whyNot").asText()).isEmpty();
    assertThat(cli.out()).contains("cpu       yes ");
    for (Backend backend : Backend.values()) {
      int devices = Math.max(1, backend.devices().size());
      String name = backend.name().toLowerCase(Locale.ROOT);
      assertThat(cli.out().lines().filter(line -> line.startsWith(name))).hasSize(devices);
    }
    assertThat(cli.json().get("default").asText()).isEqualTo(Device.fastest().toString());
  }

  @Test
  void whatCannotBeUsedSaysWhyAndWhatWouldHelp() throws Exception {
    for (JsonNode row : Cli.run("devices", "--json").json().get("devices")) {
      if (!row.get("available").asBoolean()) {
        assertThat(row.get("whyNot").asText()).contains(";");
        Cli forced = Cli.run(
            "run", "pendulum", "--model", "true", "--backend", row.get("name").asText());
        assertThat(forced.code()).isEqualTo(2);
        assertThat(forced.err()).contains(row.get("whyNot").asText());
        assertThat(forced.err().lines()).hasSize(1);
      }
    }
  }
}
