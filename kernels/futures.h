// Particles that are taken through a step one after the other. Those whose turn it is not lie in FUTURES
// [B][P][STATES + 3][plans]: the state and the tally.

FUNCTION uint futureAt(const Row row, const int particle) {
  const uint future = (uint)(row.problem * PARTICLES + particle);
  return FUTURES_AT + future * (STATES + 3) * row.plans + row.plan;
}

// Takes up a particle. One of no plan does not live.
FUNCTION Tally takenUp(
    __global const float *arena, const Row row, const int particle, COLUMN state) {
  Tally tally;
  tally.total = 0.0f;
  tally.alive = 0;
  tally.violated = 0;
  if (row.own) {
    const uint at = futureAt(row, particle);
#pragma unroll
    for (int i = 0; i < STATES; i++) {
      state[AT(i)] = row.real ? arena[at + (uint)i * row.plans] : 0.0f;
    }
    tally.total = row.real ? arena[at + (uint)STATES * row.plans] : 0.0f;
    tally.alive = row.real && arena[at + (uint)(STATES + 1) * row.plans] != 0.0f;
    tally.violated = row.real && arena[at + (uint)(STATES + 2) * row.plans] != 0.0f;
  }
  return tally;
}

// Puts a particle down again.
FUNCTION void putDown(
    __global float *arena, const Row row, const int particle, const Tally tally, COLUMN state) {
  if (row.real) {
    const uint at = futureAt(row, particle);
#pragma unroll
    for (int i = 0; i < STATES; i++) {
      arena[at + (uint)i * row.plans] = state[AT(i)];
    }
    arena[at + (uint)STATES * row.plans] = tally.total;
    arena[at + (uint)(STATES + 1) * row.plans] = tally.alive ? 1.0f : 0.0f;
    arena[at + (uint)(STATES + 2) * row.plans] = tally.violated ? 1.0f : 0.0f;
  }
}
