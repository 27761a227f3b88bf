package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foresight.Backend;
import dev.foresight.Devices;
import dev.foresight.ModelFile;
import dev.foresight.ScalarEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnTest {
  private static final List<String> TINY = List.of(
      "--plans", "8", "--horizon", "3", "--particles", "2", "--epochs", "2", "--hidden", "8");

  @TempDir
  private Path folder;

  @Test
  void trainingLeavesAModelALogAndPictures() throws Exception {
    Cli cli = train("pendulum", "--trials", "2", "--seed", "3", "--json");
    assertThat(cli.code()).isZero();
    JsonNode json = cli.json();
    assertThat(json.get("solved").asBoolean()).isFalse();
    assertThat(json.get("trials").asInt()).isEqualTo(2);
    assertThat(json.get("returns")).hasSize(2);
    assertThat(json.get("seconds").asDouble()).isPositive();
    Path model = Path.of(json.get("model").asText());
    assertThat(ModelFile.load(model).task().orElseThrow().name()).isEqualTo("pendulum");
    run().complete(RunFolder.planned());
    assertThat(cli.out()).contains("random actions").contains("after 2 trials");
    assertThat(cli.out()).contains("; plan latency p50 ");
    assertThat(json.get("latencyMillis99").asDouble()).isPositive();
    assertThat(json.get("value").isNull()).isTrue();
    assertThat(cli.err()).contains("trial 2 of 2: step 50").contains("at most");
  }

  @Test
  void theLogTellsTheWholeStoryInOrder() throws Exception {
    train("pendulum", "--trials", "2", "--quiet");
    List<JsonNode> log = run().log();
    assertThat(log.get(0).get("event").asText()).isEqualTo("begin");
    assertThat(log.get(0).get("environment").asText()).isEqualTo("pendulum");
    assertThat(log.get(log.size() - 1).get("event").asText()).isEqualTo("end");
    assertThat(RunFolder.count(log, "step")).isEqualTo(400);
    assertThat(RunFolder.count(log, "epoch")).isEqualTo(2);
    assertThat(RunFolder.count(log, "trained")).isEqualTo(1);
    assertThat(RunFolder.count(log, "trial")).isEqualTo(2);
    JsonNode planned =
        log.stream().filter(line -> line.has("latencyMillis")).findFirst().orElseThrow();
    assertThat(planned.get("event").asText()).isEqualTo("step");
    assertThat(planned.get("latencyMillis").asDouble()).isPositive();
    JsonNode end = log.get(log.size() - 1);
    double longest = end.get("latencyMillisMax").asDouble();
    assertThat(longest)
        .isGreaterThanOrEqualTo(end.get("latencyMillis50").asDouble())
        .isPositive();
    JsonNode histogram = end.get("latencyHistogram");
    assertThat(histogram).hasSizeGreaterThan(5);
    assertThat(histogram.get(histogram.size() - 1).get(0).asDouble()).isBetween(99.0, 100.0);
    assertThat(histogram.get(histogram.size() - 1).get(1).asDouble()).isLessThanOrEqualTo(longest);
    double before = 0;
    for (JsonNode line : log) {
      assertThat(line.get("seconds").asDouble()).isGreaterThanOrEqualTo(before);
      before = line.get("seconds").asDouble();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "v"})
  void aTerminalValueIsLearnedBesideTheModelAndRunsPlanWithIt(String kind) throws Exception {
    JsonNode json =
        train("pendulum", "--trials", "2", "--terminal", kind, "--json").json();
    run().complete(RunFolder.planned("value.safetensors"));
    assertThat(RunFolder.count(run().log(), "valueTrained")).isEqualTo(1);
    String value = json.get("value").asText();
    assertThat(ScalarEnsemble.load(Path.of(value)).inputs()).isEqualTo(kind.equals("q") ? 4 : 3);
    String run = "run pendulum --preset icem --horizon 2 --steps 8 --discount 0.99 --json";
    JsonNode without = Cli.run(run.split(" ")).json();
    JsonNode with = Cli.run((run + " --value " + value).split(" ")).json();
    assertThat(with.get("return")).isNotEqualTo(without.get("return"));
    Cli other = Cli.run("run", "acrobot", "--value", value);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains(value, "V(state) has S = 6");
    assertThat(other.err().lines()).hasSize(1);
  }

  @Test
  void trainsOnTheDeviceThatIsAskedFor() {
    Devices.assume(Backend.OPENCL);
    Cli cli = train("pendulum", "--trials", "2", "--backend", "cpu", "--train-on", "opencl");
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).contains("planning on cpu: ").contains("training on opencl:");
    Cli none = train("pendulum", "--train-on", "opencl:99");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("opencl:99 cannot be opened");
  }

  @Test
  void quietMeansOneLineForEachTrial() {
    Cli cli = train("pendulum", "--trials", "2", "--quiet");
    assertThat(cli.err().lines().filter(line -> line.startsWith("trial"))).hasSize(2);
  }

  @Test
  void aRunIsNotOverwrittenButGoneOnWith() throws Exception {
    train("pendulum", "--trials", "2");
    Cli again = train("pendulum", "--trials", "3");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains(folder.toString(), "has a run already", "--resume");
    Cli other = train("pendulum", "--trials", "3", "--resume", "--seed", "9");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("other settings", "seed=1", "seed=9");
    Cli resumed = train("pendulum", "--trials", "3", "--resume", "--json");
    assertThat(resumed.err()).contains("going on with trial 3 of 3");
    assertThat(resumed.json().get("returns")).hasSize(3);
    assertThat(resumed.json().get("returns")).isEqualTo(returns("at once", "--trials", "3"));
  }

  @Test
  void aPresetIsChangedByOptionsAndStepsAreWholeTrials() throws Exception {
    String options = "--preset pets-cartpole --steps 401 --planner icem --noise white"
        + " --kept-elites 0 --commit mean --elites 4 --members 2 --learning-rate 0.002";
    Cli cli = train(("pendulum --quiet --json " + options).split(" "));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.json().get("returns")).hasSize(3);
    JsonNode begin = run().log().get(0);
    assertThat(begin.get("trials").asInt()).isEqualTo(3);
    assertThat(begin.get("planner").asText())
        .contains("horizon=3,", "plans=8,", "elites=4,", "particles=2,")
        .contains("noise=White", "keptElites=0.0,", "commit=MEAN")
        .contains("iterations=3,", "decay=1.25,");
    assertThat(begin.get("trainer").asText())
        .contains("members=2,", "hidden=[8],", "epochs=2,", "learningRate=0.002,")
        .contains("weightDecay=2.5E-4,");
  }

  @Test
  void theSameSeedGivesTheSameReturns() throws Exception {
    JsonNode first = returns("first", "--trials", "2");
    assertThat(returns("second", "--trials", "2")).isEqualTo(first);
    assertThat(returns("third", "--trials", "2", "--seed", "9")).isNotEqualTo(first);
  }

  @Test
  void aReturnThatIsNotReachedIsExitCodeOne() {
    assertThat(train("pendulum", "--trials", "2", "--solved", "1000").code()).isEqualTo(1);
  }

  @Test
  void aReturnThatIsReachedEndsTheRun() throws Exception {
    Cli cli = train("pendulum", "--trials", "5", "--solved", "-1e9", "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get("solved").asBoolean()).isTrue();
    assertThat(cli.json().get("trials").asInt()).isEqualTo(2);
  }

  @Test
  void aDemoOfOneRandomTrialIsNotSolvedAndHasNoModel() throws Exception {
    Cli cli = Cli.run("demo", "--trials", "1", "--out", folder.toString(), "--json");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.json().get("solved").asBoolean()).isFalse();
    assertThat(cli.json().get("returns")).hasSize(1);
    assertThat(cli.json().get("model").isNull()).isTrue();
    run().complete(List.of("journal.bin", "learning-curve.png", "log.jsonl"));
  }

  @Test
  void aFolderThatIsAFileIsBadInput() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Cli cli = Cli.run("demo", "--out", file.toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(file.toString());
  }

  private JsonNode returns(String place, String... options) throws Exception {
    Stream<String> train = Stream.of("pendulum", "--json");
    return trainIn(place, Stream.concat(train, Stream.of(options))).json().get("returns");
  }

  private RunFolder run() {
    return new RunFolder(folder);
  }

  private Cli train(String... arguments) {
    return trainIn(".", Stream.of(arguments));
  }

  private Cli trainIn(String place, Stream<String> arguments) {
    Stream<String> start = Stream.of("train", "--out", folder.resolve(place).toString());
    return Cli.run(
        Stream.concat(start, Stream.concat(TINY.stream(), arguments)).toArray(String[]::new));
  }
}
