package dev.foresight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foresight.PlannerConfig;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void everyModelIsMeasuredWithTheChosenPreset() throws Exception {
    Cli cli = Cli.run("bench", "--preset", "icem", "--seconds", "0.05", "--json");
    assertThat(cli.code()).isZero();
    assertThat(cli.json().get("backend").asText()).isEqualTo("cpu");
    assertThat(cli.json().get("presets")).hasSize(2);
    for (JsonNode row : cli.json().get("presets")) {
      assertThat(row.get("preset").asText()).isEqualTo("icem");
      assertThat(row.get("plansPerSecond").asDouble()).isPositive();
      assertThat(row.get("evalsPerSecond").asDouble()).isPositive();
    }
    assertThat(cli.out()).contains("cartpole equations", "5 networks of 4 x 200");
  }

  @Test
  void evaluationsAreThoseOfEveryIterationAndOfTheChosenPlan() {
    PlannerConfig cem = PlannerConfig.cem();
    assertThat(Bench.evals(cem, Bench.equations().model().dynamics()))
        .isEqualTo((5 * 400 + 1) * 25.0, within(0.0));
    assertThat(Bench.evals(cem, Bench.ensemble().model().dynamics()))
        .isEqualTo((5 * 400 + 1) * 25.0 * 20, within(0.0));
    assertThat(Bench.evals(PlannerConfig.icem(), Bench.equations().model().dynamics()))
        .isEqualTo((40 + 32 + 25 + 1) * 30.0, within(0.0));
  }
}
