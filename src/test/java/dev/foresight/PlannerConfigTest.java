package dev.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerConfigTest {
  private static final float NAN = Float.NaN;
  private static final Map<String, Object> OTHERS = Map.ofEntries(
      Map.entry("horizon", 7),
      Map.entry("plans", 100),
      Map.entry("elites", 3),
      Map.entry("iterations", 9),
      Map.entry("temperature", 2f),
      Map.entry("momentum", 0.75f),
      Map.entry("initialStd", 0.25f),
      Map.entry("minStd", 0.125f),
      Map.entry("decay", 2f),
      Map.entry("keptElites", 0.5f),
      Map.entry("meanPlan", true),
      Map.entry("proposals", 3),
      Map.entry("commit", Commit.BEST),
      Map.entry("noise", Noise.spline(3)),
      Map.entry("bounds", Bounds.CLIPPED),
      Map.entry("particles", 11),
      Map.entry("propagation", Propagation.TS1),
      Map.entry("exploration", Exploration.posteriorSampling()),
      Map.entry("risk", Risk.worst()),
      Map.entry("seed", 99L));

  /** What else a change is documented to change. */
  private static final Map<String, Set<String>> COUPLED =
      Map.of("plans", Set.of("elites"), "initialStd", Set.of("minStd"));

  @Test
  void eachWithChangesItsFieldAndNoOther() throws ReflectiveOperationException {
    PlannerConfig before = PlannerConfig.cem().withMinStd(0.1f);
    for (RecordComponent component : PlannerConfig.class.getRecordComponents()) {
      String name = component.getName();
      String with = "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      Object after =
          PlannerConfig.class.getMethod(with, component.getType()).invoke(before, OTHERS.get(name));
      assertThat(component.getAccessor().invoke(after)).as(name).isEqualTo(OTHERS.get(name));
      Set<String> allowed = new HashSet<>(COUPLED.getOrDefault(name, Set.of()));
      allowed.add(name);
      assertThat(allowed).as(with).containsAll(differences(before, after));
    }
  }

  private static List<String> differences(Object before, Object after) {
    return Arrays.stream(PlannerConfig.class.getRecordComponents())
        .filter(component -> !value(component, before).equals(value(component, after)))
        .map(RecordComponent::getName)
        .collect(Collectors.toList());
  }

  private static Object value(RecordComponent component, Object config) {
    try {
      return component.getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void presetsAreTheirAlgorithms() {
    PlannerConfig cem = PlannerConfig.cem();
    assertThat(cem.temperature()).isInfinite();
    assertThat(cem.elites()).isLessThan(cem.plans());
    PlannerConfig mppi = PlannerConfig.mppi();
    assertThat(mppi.temperature()).isFinite();
    assertThat(mppi.elites()).isEqualTo(mppi.plans());
    assertThat(mppi.minStd()).isEqualTo(mppi.initialStd());
    PlannerConfig icem = PlannerConfig.icem();
    assertThat(icem.decay()).isGreaterThan(1);
    assertThat(icem.keptElites()).isGreaterThan(0);
    assertThat(icem.noise()).isInstanceOf(Noise.Coloured.class);
    PlannerConfig tdmpc2 = PlannerConfig.tdmpc2();
    assertThat(tdmpc2.temperature()).isEqualTo(1 / 0.5f);
    assertThat(tdmpc2.minStd()).isEqualTo(0.05f);
    assertThat(tdmpc2.proposals()).isEqualTo(24);
    assertThat(tdmpc2.withPlans(16).proposals()).isEqualTo(16);
    PlannerConfig random = PlannerConfig.random();
    assertThat(random.iterations()).isEqualTo(1);
    assertThat(random.elites()).isEqualTo(1);
    assertThat(random.commit()).isEqualTo(Commit.BEST);
    PlannerConfig predictive = PlannerConfig.predictiveSampling();
    assertThat(predictive.noise()).isInstanceOf(Noise.Spline.class);
    assertThat(predictive.elites()).isEqualTo(1);
    assertThat(predictive.meanPlan()).isTrue();
    assertThat(predictive.commit()).isEqualTo(Commit.BEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 39, 512, 4096})
  void anotherNumberOfPlansKeepsTheAlgorithm(int plans) {
    assertThat(PlannerConfig.mppi().withPlans(plans).elites()).isEqualTo(plans);
    assertThat(PlannerConfig.random().withPlans(plans).elites()).isEqualTo(1);
    assertThat(PlannerConfig.cem().withPlans(plans).elites())
        .isEqualTo(Math.max(1, Math.round(plans / 10f)));
    assertThat(PlannerConfig.icem().withPlans(plans).elites())
        .isEqualTo(Math.max(1, Math.round(plans / 4f)));
  }

  @Test
  void anotherStandardDeviationKeepsTheShareOfItsFloor() {
    assertThat(PlannerConfig.mppi().withInitialStd(0.3f).minStd()).isEqualTo(0.3f);
    assertThat(PlannerConfig.cem().withMinStd(0.25f).withInitialStd(1f).minStd())
        .isEqualTo(0.5f);
    assertThat(PlannerConfig.cem().withInitialStd(1f).minStd()).isZero();
  }

  @Test
  void everyFieldOutOfRangeIsRefusedByNameValueAndRemedy() {
    refused(c -> c.withHorizon(0), "horizon is 0; it must be between 1 and 10000");
    refused(c -> c.withHorizon(10_001), "horizon is 10001; it must be between 1 and 10000");
    refused(c -> c.withPlans(0), "plans is 0; it must be between 1 and 1048576");
    refused(c -> c.withPlans(1 << 21), "plans is 2097152; it must be between 1 and 1048576");
    refused(c -> c.withPlans(-3, -5), "plans is -3; it must be between 1 and 1048576");
    refused(c -> c.withElites(0), "elites is 0; it must be at least 1");
    refused(
        c -> c.withElites(401),
        "elites is 401, more than plans = 400; lower elites or raise plans");
    refused(c -> c.withIterations(0), "iterations is 0; it must be between 1 and 1000");
    refused(c -> c.withIterations(1001), "iterations is 1001; it must be between 1 and 1000");
    refused(
        c -> c.withTemperature(0),
        "temperature is 0.0; it must be above 0 (infinity weighs elites alike)");
    refused(c -> c.withTemperature(-1), "temperature is -1.0; it must be above 0");
    refused(c -> c.withTemperature(NAN), "temperature is NaN; it must be above 0");
    refused(c -> c.withMomentum(1), "momentum is 1.0; it must be at least 0 and below 1");
    refused(c -> c.withMomentum(-0.1f), "momentum is -0.1; it must be at least 0 and below 1");
    refused(c -> c.withMomentum(NAN), "momentum is NaN; it must be at least 0 and below 1");
    refused(c -> c.withInitialStd(0), "initialStd is 0.0; it must be above 0 and at most 100");
    refused(c -> c.withInitialStd(101), "initialStd is 101.0; it must be above 0 and at most 100");
    refused(c -> c.withInitialStd(NAN), "initialStd is NaN; it must be above 0 and at most 100");
    refused(c -> c.withMinStd(-1), "minStd is -1.0; it must be between 0.0 and 0.5");
    refused(c -> c.withMinStd(0.6f), "minStd is 0.6; it must be between 0.0 and 0.5");
    refused(c -> c.withMinStd(NAN), "minStd is NaN; it must be between 0.0 and 0.5");
    refused(c -> c.withDecay(0.9f), "decay is 0.9; it must be between 1.0 and 100.0");
    refused(c -> c.withDecay(NAN), "decay is NaN; it must be between 1.0 and 100.0");
    refused(c -> c.withKeptElites(1.1f), "keptElites is 1.1; it must be between 0.0 and 1.0");
    refused(c -> c.withKeptElites(-0.1f), "keptElites is -0.1; it must be between 0.0 and 1.0");
    refused(c -> c.withKeptElites(NAN), "keptElites is NaN; it must be between 0.0 and 1.0");
    refused(c -> c.withParticles(0), "particles is 0; it must be between 1 and 10000");
    refused(c -> c.withParticles(10_001), "particles is 10001; it must be between 1 and 10000");
  }

  private static void refused(UnaryOperator<PlannerConfig> change, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(PlannerConfig.cem()))
        .withMessageStartingWith(problem);
  }

  @Test
  void whatIsNotThereIsNamed() {
    PlannerConfig config = PlannerConfig.cem();
    missing("commit", () -> config.withCommit(null));
    missing("noise", () -> config.withNoise(null));
    missing("bounds", () -> config.withBounds(null));
    missing("propagation", () -> config.withPropagation(null));
    missing("risk", () -> config.withRisk(null));
  }

  private static void missing(String field, Runnable change) {
    assertThatNullPointerException().isThrownBy(change::run).withMessage(field);
  }
}
