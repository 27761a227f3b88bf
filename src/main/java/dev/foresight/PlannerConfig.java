package dev.foresight;

import dev.foresight.compute.Check;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A sampling-based planner as a value. CEM, iCEM, MPPI and random shooting are presets of the same
 * loop; each field can be changed with its {@code withX}, which gives a copy.
 *
 * <pre>{@code
 * PlannerConfig config = PlannerConfig.cem().withHorizon(25).withPlans(400).withElites(40);
 * }</pre>
 *
 * @param horizon steps looked ahead, H
 * @param plans plans sampled in the first iteration, N
 * @param elites plans that take part in the fit, K; at most N
 * @param iterations rounds of sample, rollout, score, weigh, fit
 * @param temperature of the softmax over the elites' scores, in units of return; infinity weighs all
 *     elites alike (CEM), a finite one with K = N is MPPI
 * @param momentum share of the old mean and deviation kept in a fit, in [0, 1)
 * @param initialStd standard deviation at the start of each plan, as a share of half the action range
 * @param minStd floor of the standard deviation after a fit, in the same unit; at most {@code
 *     initialStd}
 * @param decay the number of plans falls by this factor each iteration, to 2K at the least (iCEM); 1
 *     keeps it
 * @param keptElites share of the K elites that enter the next iteration and the next plan, in [0, 1]
 *     (iCEM)
 * @param meanPlan whether the mean itself is one of the plans of the last iteration
 * @param proposals most plans that are put forward instead of drawn, at most N: by the world model's policy,
 *     if it has one, else by {@link Planner#propose}
 * @param commit which plan is carried out
 * @param noise correlation of the noise over time
 * @param bounds how actions are kept within their box
 * @param particles futures per plan, P; plans through a deterministic model have one
 * @param propagation how futures travel through an ensemble
 * @param exploration how plans use what the ensemble does not know
 * @param risk what makes a score of the P returns
 * @param seed of all randomness: the same seed, state and call give the same plan
 */
public record PlannerConfig(
    int horizon,
    int plans,
    int elites,
    int iterations,
    float temperature,
    float momentum,
    float initialStd,
    float minStd,
    float decay,
    float keptElites,
    boolean meanPlan,
    int proposals,
    Commit commit,
    Noise noise,
    Bounds bounds,
    int particles,
    Propagation propagation,
    Exploration exploration,
    Risk risk,
    long seed) {

  private static final int MOST = 1 << 20;

  /** Checks every field. */
  public PlannerConfig {
    Check.within("horizon", horizon, 1, 10_000);
    Check.within("plans", plans, 1, MOST);
    Check.within("particles", particles, 1, 10_000);
    Check.within("iterations", iterations, 1, 1000);
    Check.atLeast("elites", elites, 1);
    Check.that(
        elites <= plans,
        "elites is " + elites + ", more than plans = " + plans + "; lower elites or raise plans");
    Check.that(
        temperature > 0,
        "temperature is " + temperature + "; it must be above 0 (infinity weighs elites alike)");
    Check.that(
        momentum >= 0 && momentum < 1,
        "momentum is " + momentum + "; it must be at least 0 and below 1");
    Check.that(
        initialStd > 0 && initialStd <= 100,
        "initialStd is " + initialStd + "; it must be above 0 and at most 100");
    Check.within("minStd", minStd, 0, initialStd);
    Check.within("decay", decay, 1, 100);
    Check.within("keptElites", keptElites, 0, 1);
    Check.that(
        proposals >= 0 && proposals <= plans,
        "proposals is " + proposals + "; it must be at least 0 and at most plans = " + plans);
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(propagation, "propagation");
    Objects.requireNonNull(exploration, "exploration");
    Objects.requireNonNull(risk, "risk");
  }

  /** The cross-entropy method as PETS uses it (Chua et al. 2018, section 5). */
  public static PlannerConfig cem() {
    return new PlannerConfig(
        25,
        400,
        40,
        5,
        Float.POSITIVE_INFINITY,
        0.1f,
        0.5f,
        0f,
        1f,
        0f,
        false,
        0,
        Commit.MEAN,
        Noise.white(),
        Bounds.TRUNCATED,
        20,
        Propagation.TS_INFINITY,
        Exploration.greedy(),
        Risk.mean(),
        0);
  }

  /** Sample-efficient CEM: coloured noise, kept elites, a shrinking population (Pinneri 2020). */
  public static PlannerConfig icem() {
    return cem()
        .withHorizon(30)
        .withPlans(40, 10)
        .withIterations(3)
        .withDecay(1.25f)
        .withKeptElites(0.3f)
        .withMeanPlan(true)
        .withCommit(Commit.BEST)
        .withNoise(Noise.coloured(2f))
        .withBounds(Bounds.CLIPPED);
  }

  /** Model predictive path integral control (Williams et al. 2017): all plans, softly weighed. */
  public static PlannerConfig mppi() {
    return cem()
        .withPlans(512, 512)
        .withIterations(1)
        .withTemperature(1f)
        .withMomentum(0f)
        .withMinStd(0.5f)
        .withBounds(Bounds.CLIPPED);
  }

  /**
   * The planner of TD-MPC2 (Hansen et al. 2024, section 3.2, with the values of its published code):
   * elites softly weighed, few steps, and a {@linkplain WorldModel#withValue terminal value}. With a
   * {@linkplain WorldModel#withPolicy policy} 24 of the plans are its own.
   *
   * <p>TD-MPC2's temperature, 0.5, is a factor of the return; here returns are divided by it, so it is
   * 2. The mean is carried out, where TD-MPC2 draws one of the elites by their weights.
   */
  public static PlannerConfig tdmpc2() {
    return cem()
        .withHorizon(3)
        .withPlans(512, 64)
        .withIterations(6)
        .withTemperature(2f)
        .withMomentum(0f)
        .withInitialStd(2f)
        .withMinStd(0.05f)
        .withProposals(24)
        .withBounds(Bounds.CLIPPED);
  }

  /**
   * Predictive sampling (Howell et al. 2022, section 3): the best of a few noisy copies of the last plan and of that plan
   * itself, with noise that is a spline through a knot every other step. Meant for simulators: MuJoCo MPC
   * has 10 plans and judo 16; 32 take no longer on a few cores than a step of 50 ms, and run better.
   */
  public static PlannerConfig predictiveSampling() {
    return random()
        .withHorizon(20)
        .withPlans(32, 1)
        .withInitialStd(0.6f)
        .withNoise(Noise.spline(10));
  }

  /** Random shooting: the best of many plans drawn over the whole box around the last plan. */
  public static PlannerConfig random() {
    return cem()
        .withPlans(1000, 1)
        .withIterations(1)
        .withMomentum(0f)
        .withInitialStd(1f)
        .withMeanPlan(true)
        .withCommit(Commit.BEST)
        .withBounds(Bounds.CLIPPED);
  }

  public PlannerConfig withHorizon(int horizon) {
    return edit(draft -> draft.horizon = horizon);
  }

  /**
   * This with another number of plans. The elites keep their share of them (a single elite stays
   * single), so CEM stays CEM and MPPI stays MPPI.
   */
  public PlannerConfig withPlans(int plans) {
    int share = Math.max(1, (int) Math.round((double) elites * plans / this.plans));
    return withPlans(plans, elites == 1 ? 1 : share);
  }

  /** This with another number of plans and of elites, and no more proposals than plans. */
  public PlannerConfig withPlans(int plans, int elites) {
    return edit(draft -> {
      draft.plans = plans;
      draft.elites = elites;
      draft.proposals = Math.min(proposals, Math.max(0, plans));
    });
  }

  public PlannerConfig withElites(int elites) {
    return edit(draft -> draft.elites = elites);
  }

  public PlannerConfig withIterations(int iterations) {
    return edit(draft -> draft.iterations = iterations);
  }

  public PlannerConfig withTemperature(float temperature) {
    return edit(draft -> draft.temperature = temperature);
  }

  public PlannerConfig withMomentum(float momentum) {
    return edit(draft -> draft.momentum = momentum);
  }

  /** This with another initialStd; the floor {@code minStd} keeps its share of it. */
  public PlannerConfig withInitialStd(float initialStd) {
    float floor = minStd == this.initialStd ? initialStd : minStd * (initialStd / this.initialStd);
    return edit(draft -> {
      draft.initialStd = initialStd;
      draft.minStd = floor;
    });
  }

  public PlannerConfig withMinStd(float minStd) {
    return edit(draft -> draft.minStd = minStd);
  }

  public PlannerConfig withDecay(float decay) {
    return edit(draft -> draft.decay = decay);
  }

  public PlannerConfig withKeptElites(float keptElites) {
    return edit(draft -> draft.keptElites = keptElites);
  }

  public PlannerConfig withMeanPlan(boolean meanPlan) {
    return edit(draft -> draft.meanPlan = meanPlan);
  }

  public PlannerConfig withProposals(int proposals) {
    return edit(draft -> draft.proposals = proposals);
  }

  public PlannerConfig withCommit(Commit commit) {
    return edit(draft -> draft.commit = commit);
  }

  public PlannerConfig withNoise(Noise noise) {
    return edit(draft -> draft.noise = noise);
  }

  public PlannerConfig withBounds(Bounds bounds) {
    return edit(draft -> draft.bounds = bounds);
  }

  public PlannerConfig withParticles(int particles) {
    return edit(draft -> draft.particles = particles);
  }

  public PlannerConfig withPropagation(Propagation propagation) {
    return edit(draft -> draft.propagation = propagation);
  }

  public PlannerConfig withExploration(Exploration exploration) {
    return edit(draft -> draft.exploration = exploration);
  }

  public PlannerConfig withRisk(Risk risk) {
    return edit(draft -> draft.risk = risk);
  }

  public PlannerConfig withSeed(long seed) {
    return edit(draft -> draft.seed = seed);
  }

  /** Everything else stays as it is. */
  private PlannerConfig edit(Consumer<PlannerDraft> change) {
    PlannerDraft draft = new PlannerDraft(this);
    change.accept(draft);
    return draft.finished();
  }
}
