// Particles that are taken through a step one after the other. Those whose turn it is not lie in FUTURES
// [B][P][STATES + 3][plans]: the state, what was earned, whether the particle lives and whether it
// violated the constraint.

// What is known so far of a plan in one future, besides its state.
typedef struct {
  float total;
  int alive;
  int violated;
} Tally;

FUNCTION uint futureAt(const int problem, const int particle, const int plans, const int plan) {
  return FUTURES_AT + (uint)(problem * PARTICLES + particle) * (STATES + 3) * plans + plan;
}

// Takes up a particle. One of no plan does not live.
FUNCTION Tally takenUp(
    __global const float *arena, const uint at, const int plans, const int real, COLUMN state) {
#pragma unroll
  for (int i = 0; i < STATES; i++) {
    state[AT(i)] = real ? arena[at + (uint)i * plans] : 0.0f;
  }
  Tally tally;
  tally.total = real ? arena[at + (uint)STATES * plans] : 0.0f;
  tally.alive = real && arena[at + (uint)(STATES + 1) * plans] != 0.0f;
  tally.violated = real && arena[at + (uint)(STATES + 2) * plans] != 0.0f;
  return tally;
}

// Puts a particle of a plan down again.
FUNCTION void putDown(
    __global float *arena, const uint at, const int plans, COLUMN state, const float total,
    const int alive, const int violated) {
#pragma unroll
  for (int i = 0; i < STATES; i++) {
    arena[at + (uint)i * plans] = state[AT(i)];
  }
  arena[at + (uint)STATES * plans] = total;
  arena[at + (uint)(STATES + 1) * plans] = alive ? 1.0f : 0.0f;
  arena[at + (uint)(STATES + 2) * plans] = violated ? 1.0f : 0.0f;
}
