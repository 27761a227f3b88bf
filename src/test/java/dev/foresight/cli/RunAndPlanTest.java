package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.ModelFile;
import dev.foresight.engine.Required;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.mujoco.MujocoEnvironments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunAndPlanTest {
  @TempDir
  private Path folder;

  private String model;
  private String nameless;

  @BeforeEach
  void writeModels() throws Exception {
    Environment env = Environments.named("cartpole");
    Path named = folder.resolve("named.safetensors");
    new ModelFile(Examples.ensemble(env), Optional.of(env.task())).save(named);
    model = named.toString();
    Path other = folder.resolve("nameless.safetensors");
    new ModelFile(Examples.ensemble(env), Optional.empty()).save(other);
    nameless = other.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "predictive", "cem", "icem", "mppi", "tdmpc2"})
  void everyPresetRunsWithTheTrueEquations(String preset) throws Exception {
    Cli cli =
        Cli.run("run", "pendulum", "--model", "true", "--preset", preset, "--steps", "5", "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get("steps").asInt()).isEqualTo(5);
    assertThat(cli.json().get("return").asDouble()).isNegative();
    assertThat(cli.json().get("seconds").asDouble()).isPositive();
    assertThat(cli.err()).contains("planning on cpu");
  }

  @Test
  void theTruePendulumIsSwungUp() throws Exception {
    Cli cli = Cli.run("run", "pendulum", "--model", "true", "--preset", "icem", "--json");
    assertThat(cli.json().get("return").asDouble()).isGreaterThan(-700);
  }

  @Test
  void aRunWithASavedModelRepeatsItself() throws Exception {
    String[] command = {
      "run",
      "cartpole",
      "--model",
      model,
      "--plans",
      "20",
      "--horizon",
      "5",
      "--particles",
      "3",
      "--steps",
      "8",
      "--seed",
      "4",
      "--json"
    };
    double first = Cli.run(command).json().get("return").asDouble();
    assertThat(Cli.run(command).json().get("return").asDouble()).isEqualTo(first);
  }

  @Test
  void thePropagationIsChosen() {
    String[] common = {"run", "cartpole", "--plans", "9", "--steps", "2", "--propagation"};
    assertThat(Cli.run(with(common, "ds", "--model", model)).code()).isZero();
    Cli certain = Cli.run(with(common, "DS", "--model", "true"));
    assertThat(certain.code()).isEqualTo(2);
    assertThat(certain.err()).contains("propagation DS needs a model with uncertainty");
    assertThat(Cli.run(with(common, "no", "--model", "true")).err()).contains("TS_INFINITY");
  }

  @Test
  void aPrecisionIsChosenAndRefusedWhereItCannotBeHad() {
    String[] common = {"run", "pendulum", "--steps", "2", "--backend", "cpu", "--precision"};
    assertThat(Cli.run(with(common, "fp32")).code()).isZero();
    Cli refused = Cli.run(with(common, "tf32"));
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("precision TF32 cannot be had: the CPU computes in FP32");
    assertThat(Cli.run(with(common, "fp64")).err())
        .contains("precision is \"fp64\"; choose one of");
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aRunInRealTimeTellsHowManyPlansWereLate() throws Exception {
    Path trace = folder.resolve("trace.jsonl");
    Cli cli = Cli.run(
        ("run pendulum --preset icem --plans 20 --horizon 10 --real-time 5 --steps 30 --json --trace "
                + trace)
            .split(" "));
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).containsPattern("p99 .* plans in the background, \\d+ steps late");
    assertThat(cli.json().get("steps").asInt()).isEqualTo(30);
    assertThat(cli.json().get("seconds").asDouble()).isGreaterThan(29 * 0.005 - 1e-3);
    assertThat(cli.json().get("plans").asInt()).isBetween(1, 30);
    assertThat(cli.json().get("late").asInt()).isBetween(0, 29);
    assertThat(cli.json().get("latencyMillis99").asDouble()).isPositive();
    assertThat(trace).exists();
  }

  @Test
  void withoutAPresetASimulatorIsPlannedThroughByPredictiveSampling() throws Exception {
    Required.orSkip("mujoco", MujocoEnvironments.whyNot());
    assertThat(firstIteration("mujoco-halfcheetah")).contains("\"plans\":32,\"elites\":1,");
    assertThat(firstIteration("pendulum")).contains("\"plans\":400,\"elites\":40,");
  }

  private String firstIteration(String env) throws Exception {
    Path trace = folder.resolve(env);
    assertThat(Cli.run("run", env, "--steps", "1", "--trace", trace.toString()).code())
        .isZero();
    return Files.readAllLines(trace).get(0);
  }

  @Test
  void aModelOfAnotherEnvironmentIsRefused() {
    Cli cli = Cli.run("run", "pendulum", "--model", model);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("cartpole").contains("pendulum");
  }

  @Test
  void aModelOfAnotherSizeIsRefused() {
    Cli cli = Cli.run("run", "pendulum", "--model", nameless);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("4 state elements").contains("has 3");
  }

  @Test
  void aPlanFromAModelFileIsWithinItsBounds() throws Exception {
    Cli cli = plan(model, "0,3.14,0,0", "--json", "--horizon", "6");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get("actions")).hasSize(6);
    double action = cli.json().get("action").get(0).asDouble();
    assertThat(action).isBetween(-1.0, 1.0);
    assertThat(cli.json().get("actions").get(0).get(0).asDouble()).isEqualTo(action);
    assertThat(cli.json().get("score").asDouble()).isBetween(-1.0, 6.0);
    assertThat(cli.json().get("outcome").asText()).isEqualTo("complete");
    assertThat(cli.out()).contains("action").contains("epistemic").contains(" at step 1, at most ");
    assertThat(cli.json().get("disagreement")).hasSize(6);
    assertThat(cli.json().get("disagreement").get(5)).hasSize(4);
    assertThat(cli.json().get("disagreement").get(5).get(0).asDouble()).isPositive();
  }

  @Test
  void underPosteriorSamplingAPlanHasNoEpistemicSpread() throws Exception {
    String[] more = {"--json", "--horizon", "6"};
    assertThat(plan(model, "0,3.14,0,0", more).json().get("epistemic").asDouble())
        .isPositive();
    String[] posterior = {"--json", "--horizon", "6", "--explore", "posterior"};
    assertThat(plan(model, "0,3.14,0,0", posterior).json().get("epistemic").asDouble())
        .isZero();
  }

  @Test
  void planningFollowsTheGivenRewardAndBounds() throws Exception {
    Cli cli = plan(
        nameless,
        "0,0,0,0",
        "--json",
        "--reward",
        "-(abs(action(0) - 0.7))",
        "--low",
        "0.5",
        "--high",
        "0.9",
        "--horizon",
        "2");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get("action").get(0).asDouble()).isBetween(0.65, 0.75);
  }

  @Test
  void aFileWithoutATaskNeedsRewardAndBounds() {
    Cli cli = plan(nameless, "0,0,0,0", "--reward", "state(0)");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--low").contains("--high");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,0,0", "0,0,0,0,0", "0,0,NaN,0", "0,0,Infinity,0"})
  void aStateThatDoesNotFitIsRefused(String state) {
    Cli cli = plan(model, state);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("state");
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void aFormulaThatReadsWhatIsNotThereIsRefused() {
    assertThat(plan(model, "0,0,0,0", "--reward", "state(9)").err()).contains("state(9)");
    assertThat(plan(model, "0,0,0,0", "--reward", "cosh(state(0))").code()).isEqualTo(2);
  }

  @Test
  void boundsInTheWrongOrderAreRefused() {
    Cli cli = plan(model, "0,0,0,0", "--low", "1", "--high", "-1");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("low");
  }

  @Test
  void aBrokenModelFileIsRefused() throws Exception {
    Path broken = folder.resolve("broken.safetensors");
    Files.write(broken, new byte[] {1, 2, 3});
    Cli cli = plan(broken.toString(), "0,0,0,0");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("broken.safetensors");
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void aFolderIsNoModelFile() {
    Cli cli = plan(folder.toString(), "0,0,0,0");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
  }

  private static Cli plan(String model, String state, String... more) {
    String[] start = {
      "plan", "--plans", "60", "--particles", "6", "--model", model, "--state", state
    };
    String[] all = java.util.Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return Cli.run(all);
  }
}
