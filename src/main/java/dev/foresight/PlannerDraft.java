package dev.foresight;

/** The fields of a {@link PlannerConfig} while some of them change. */
final class PlannerDraft {
  int horizon;
  int plans;
  int elites;
  int iterations;
  float temperature;
  float momentum;
  float initialStd;
  float minStd;
  float decay;
  float keptElites;
  boolean meanPlan;
  int proposals;
  Commit commit;
  Noise noise;
  Bounds bounds;
  int particles;
  Propagation propagation;
  Exploration exploration;
  Risk risk;
  long seed;

  PlannerDraft(PlannerConfig from) {
    horizon = from.horizon();
    plans = from.plans();
    elites = from.elites();
    iterations = from.iterations();
    temperature = from.temperature();
    momentum = from.momentum();
    initialStd = from.initialStd();
    minStd = from.minStd();
    decay = from.decay();
    keptElites = from.keptElites();
    meanPlan = from.meanPlan();
    proposals = from.proposals();
    commit = from.commit();
    noise = from.noise();
    bounds = from.bounds();
    particles = from.particles();
    propagation = from.propagation();
    exploration = from.exploration();
    risk = from.risk();
    seed = from.seed();
  }

  PlannerConfig finished() {
    return new PlannerConfig(
        horizon,
        plans,
        elites,
        iterations,
        temperature,
        momentum,
        initialStd,
        minStd,
        decay,
        keptElites,
        meanPlan,
        proposals,
        commit,
        noise,
        bounds,
        particles,
        propagation,
        exploration,
        risk,
        seed);
  }
}
