package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foresight.ModelFile;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of risk, rates and constraints reaches the plans. */
class LimitsTest {
  private static final String RUN =
      "run pendulum --preset icem --plans 30 --horizon 10 --steps 20 --json ";

  @TempDir
  private Path folder;

  @Test
  void actionsKeepTheirRate() throws Exception {
    assertThat(greatestChange("")).isGreaterThan(0.1);
    assertThat(greatestChange(" --rate 0.05")).isCloseTo(0.05, within(1e-6));
  }

  private double greatestChange(String more) throws Exception {
    Path trace = folder.resolve("trace.jsonl");
    assertThat(run(RUN + "--trace " + trace + more).code()).isZero();
    double greatest = 0;
    double before = Double.NaN;
    for (String line : Files.readAllLines(trace)) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.get("event").asText().equals("plan")) {
        double action = event.get("action").get(0).asDouble();
        greatest = Double.isNaN(before) ? 0 : Math.max(greatest, Math.abs(action - before));
        before = action;
      }
    }
    return greatest;
  }

  @Test
  void noiseIsOfTheKindAndTheSizeThatWasAskedFor() throws Exception {
    String plain = RUN.replace("icem", "predictive");
    double white = run(plain + "--noise white").json().get("return").asDouble();
    for (String noise : new String[] {"spline:2", "coloured:2"}) {
      double other = run(plain + "--noise " + noise).json().get("return").asDouble();
      assertThat(other).as(noise).isNotEqualTo(white);
    }
    assertThat(greatestChange(" --std 1e-4 --iterations 1")).isLessThan(0.01);
    double soft = run(RUN + "--temperature 0.1").json().get("return").asDouble();
    assertThat(soft).isNotEqualTo(run(RUN).json().get("return").asDouble());
  }

  @Test
  void oneRateGoesForAllActions() {
    String reacher = "run reacher --plans 8 --horizon 3 --steps 2 --rate ";
    assertThat(run(reacher + "0.1").code()).isZero();
    assertThat(run(reacher + "0.1,0.2").code()).isZero();
  }

  @Test
  void plansKeepTheBoundsAndTheRunSaysSo() throws Exception {
    String swing = "run cartpole --preset icem --plans 60 --horizon 10 --steps 20 --json --keep ";
    Cli free = run(swing + "2:-100:100");
    Cli kept = run(swing + "2:-0.5:0.5 --chance 0");
    assertThat(free.json().get("return").asDouble()).isGreaterThan(5);
    assertThat(kept.json().get("violatedSteps").asInt()).isZero();
    assertThat(kept.json().get("return").asDouble()).isLessThan(2);
    assertThat(kept.out())
        .contains("violated in 0 of 20 steps")
        .contains("0 of 20 plans in more than 0.0");
    assertThat(run(RUN).json().has("violatedSteps")).isFalse();
  }

  @Test
  void boundsThatCannotBeKeptAreCountedInStepsAndPlans() throws Exception {
    Path trace = folder.resolve("trace.jsonl");
    JsonNode json = run(RUN + "--keep 0:5: --keep 2::100 --trace " + trace).json();
    assertThat(json.get("violatedSteps").asInt()).isEqualTo(20);
    assertThat(json.get("infeasiblePlans").asInt()).isEqualTo(20);
    assertThat(json.get("violationMean").asDouble()).isEqualTo(1);
    assertThat(json.get("violationMax").asDouble()).isEqualTo(1);
    assertThat(Files.readString(trace)).contains("\"violatedSteps\":20");
  }

  @Test
  void eachRiskIsTheFunctionalThatItNames() throws Exception {
    Environment env = Environments.named("cartpole");
    Path model = folder.resolve("model.safetensors");
    new ModelFile(Examples.ensemble(env), Optional.of(env.task())).save(model);
    String plan = "plan --plans 30 --horizon 4 --particles 6 --iterations 2 --json --state 0,2,0,0"
        + " --model " + model + " --risk ";
    double before = Double.NEGATIVE_INFINITY;
    for (String risk : new String[] {"worst", "cvar:0.5", "entropic:0.5", "mean", "std:2"}) {
      double score = run(plan + risk).json().get("score").asDouble();
      assertThat(score).as(risk).isGreaterThan(before);
      before = score;
    }
    assertThat(run(plan + "var:0.5").code()).isZero();
    assertThat(run(plan + "epistemic:-1").code()).isZero();
    Cli kept = run(plan + "mean --keep 1:3: --rate 0.1");
    assertThat(kept.code()).isEqualTo(1);
    assertThat(kept.out()).contains("violation  1.0, may be 0.05").contains("constraint_violated");
  }

  private static Cli run(String words) {
    return Cli.run(words.split(" "));
  }
}
