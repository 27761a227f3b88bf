package dev.foresight;

/**
 * How an uncertain state travels through an ensemble (PETS, Chua et al. 2018, section 4). All plans
 * of one problem face the same futures, so a particle's member does not depend on the plan.
 */
public enum Propagation {
  /** A member drawn anew for each particle at each step. */
  TS1,
  /** A member kept by each particle over the whole horizon; particles are spread evenly. */
  TS_INFINITY
}
