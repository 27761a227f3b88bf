package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"demo", "train", "plan", "run", "bench", "devices"})
  void everyCommandExplainsItself(String command) {
    Cli cli = Cli.run(command, "--help");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: foresight " + command).contains("--json");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void theRootListsTheCommands() {
    assertThat(Cli.run("--help").out())
        .contains("demo", "train", "plan", "run", "bench", "devices", "Exit codes");
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
        "run pendulum | --model",
        "run nowhere --model true | nowhere",
        "run pendulum --model no-such-file | no-such-file",
        "run pendulum --model true --steps 0 | --steps is 0",
        "run pendulum --model true --steps many | many",
        "run pendulum --model true --backend quantum | quantum",
        "run pendulum --model true --horizon 0 | horizon is 0",
        "run pendulum --model true --plans 4 --elites 5 | elites is 5",
        "run pendulum --model true --plans 1000000 --horizon 5000 | 5000000000 values",
        "run pendulum --model true --iterations -1 | iterations is -1",
        "devices --colour | --colour",
        "demo --trials 0 | trials is 0",
        "demo --seed x | x",
        "train | ENV",
        "train nowhere | nowhere",
        "bench --seconds 0 | --seconds is 0"
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
    assertThat(cli.json().get("devices")).hasSize(3);
    assertThat(cli.json().get("devices").get(0).get("name").asText()).isEqualTo("cpu");
    assertThat(cli.json().get("devices").get(0).get("available").asBoolean()).isTrue();
    assertThat(cli.out()).contains("cpu     yes");
  }
}
