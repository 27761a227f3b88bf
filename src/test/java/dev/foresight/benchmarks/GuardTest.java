package dev.foresight.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.foresight.benchmarks.Guard.Outcome;
import dev.foresight.benchmarks.Guard.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2, 2, HELD, true, held (+0 %)",
    "2, 1.72, HELD, true, held (-14 %)",
    "2, 1.68, WORSE, false, WORSE by 16 %",
    "2, 2.28, HELD, true, held (+14 %)",
    "2, 2.32, BETTER, true, better by 16 %: update the guard",
    "2, NaN, MISSING, false, MISSING: it was not measured",
    "NaN, 2, NEW, true, new: update the guard"
  })
  void aRatioMayLoseFifteenPercent(
      double committed, double measured, Outcome outcome, boolean passes, String says) {
    Guard guard = new Guard(0.15, Map.of("a", committed));
    Verdict verdict = guard.compare(Map.of("a", measured)).get(0);
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.passes()).isEqualTo(passes);
    assertThat(verdict).hasToString(says);
  }

  @Test
  void whatIsOnOneSideOnlyIsSaid() {
    Guard guard = new Guard(0.15, Map.of("gone", 1.0));
    assertThat(guard.compare(Map.of("fresh", 3.0)))
        .extracting(Verdict::name, Verdict::outcome)
        .containsExactly(tuple("gone", Outcome.MISSING), tuple("fresh", Outcome.NEW));
  }

  @Test
  void aToleranceThatHoldsNothingOrEverythingIsRefused() {
    for (double tolerance : new double[] {0, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Guard(tolerance, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tolerance is " + tolerance);
    }
  }

  @Test
  void quantilesLieBetweenTheValues() {
    double[] values = {4, 1, 3, 2};
    assertThat(Guard.quantile(values, 0.5)).isEqualTo(2.5);
    assertThat(Guard.quantile(values, 0)).isEqualTo(1);
    assertThat(Guard.quantile(values, 1)).isEqualTo(4);
    assertThat(Guard.quantile(new double[] {7}, 0.25)).isEqualTo(7);
    assertThat(Guard.quantile(new double[0], 0.5)).isNaN();
    assertThat(Guard.quantile(new double[] {1, Double.NaN, 2}, 0.5)).isNaN();
  }

  @Test
  void pairsOfAllJvmsAreTakenTogether() throws Exception {
    Map<String, double[]> pairs = GuardCheck.pairs(List.of(
        "{\"name\":\"a\",\"ratios\":[1,2]}",
        "{\"name\":\"b\",\"ratios\":[9]}",
        "{\"name\":\"a\",\"ratios\":[6]}"));
    assertThat(pairs.get("a")).containsExactly(1, 2, 6);
    assertThat(pairs.get("b")).containsExactly(9);
  }

  @Test
  void aLossFailsAndSaysByHowMuch() throws Exception {
    assertThat(judge(file(), "this", Map.of("rollout", new double[] {1.4, 1.5, 1.6})))
        .isEqualTo(1);
    assertThat(said())
        .contains("rollout", "1.500", "of 3 pairs", "committed 2.000", "WORSE by 25 %");
  }

  @Test
  void whatHoldsPasses() throws Exception {
    assertThat(judge(file(), "this", Map.of("rollout", new double[] {2.1}))).isZero();
  }

  @Test
  void anotherMachineHasNothingToCompareWithAndSaysWhatToDo() throws Exception {
    assertThat(judge(file(), "other", Map.of("rollout", new double[] {2}))).isEqualTo(2);
    assertThat(said()).contains("nothing is committed for other", "--check --update");
  }

  @Test
  void anUpdateIsHeldFromThenOnAndOtherMachinesKeepTheirs() throws Exception {
    Path file = file();
    Map<String, double[]> pairs = new LinkedHashMap<>(Map.of("rollout", new double[] {3}));
    assertThat(judge(file, "other", pairs, Optional.of("2001-02-03"))).isZero();
    assertThat(GuardFile.read(file).guard("other").orElseThrow().committed())
        .isEqualTo(Map.of("rollout", 3.0));
    assertThat(GuardFile.read(file).guard("this").orElseThrow().committed())
        .isEqualTo(Map.of("rollout", 2.0));
    assertThat(judge(file, "other", pairs)).isZero();
  }

  @Test
  void theCommittedFileIsAGuard() throws Exception {
    Path committed = Path.of("benchmarks", "guard.json");
    assertThat(GuardFile.read(committed)).isNotNull();
    assertThat(Files.readString(committed)).contains("\"tolerance\" : 0.15");
  }

  @Test
  void aFileThatIsNoneIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"tolerance\": \"much\"}");
    assertThatThrownBy(() -> GuardFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("x.json", "tolerance");
  }

  private Path file() throws Exception {
    return Files.writeString(
        folder.resolve("guard.json"),
        "{\"tolerance\": 0.15, \"machines\": {\"this\": {\"ratios\": {\"rollout\": 2.0}}}}");
  }

  private int judge(Path file, String machine, Map<String, double[]> pairs) throws Exception {
    return judge(file, machine, pairs, Optional.empty());
  }

  private int judge(Path file, String machine, Map<String, double[]> pairs, Optional<String> date)
      throws Exception {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return GuardCheck.judge(GuardFile.read(file), machine, pairs, date, out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
