// What a step and the end of a plan in one future come to. A tile has ROWS plans, and each has an item with its
// formulas; networks are computed by all items together. Where there are no networks, states, actions
// and x are 0.

#if POLICY
#include "within.h"
#include "policy.h"
#endif

// Whether any of the networks is computed.
#define COMPUTED (ENSEMBLE || REWARD_NETWORK || VALUE_NETWORK || (POLICY && VALUE_READS_ACTION))

// An item's row of a tile.
typedef struct {
  int item;
  int own;  // Whether it has one: not where a tile has fewer rows than a group has items.
  int real; // Whether a plan is there.
  int problem;
  int plan;
  int plans; // Of the round.
} Row;

// What is known so far of a plan in one future, besides its state. A kernel begins one field by field:
// where nvcc 13.0 copies it as a whole, the rollout needs up to 16 registers more.
typedef struct {
  float total;
  int alive;
  int violated;
} Tally;

FUNCTION Row rowOf(const int item, const int problem, const int block, const int plans) {
  Row row;
  row.item = item;
  row.problem = problem;
  row.plan = block * ROWS + item;
  row.plans = plans;
  row.own = item < ROWS;
  row.real = row.own && row.plan < plans;
  return row;
}

// A plan's action at a step.
FUNCTION void act(__global const float *arena, const Row row, const int step, COLUMN action) {
  if (row.own) {
    const uint at = (uint)(row.problem * PLAN_STEPS + step) * ACTIONS * row.plans + row.plan;
#pragma unroll
    for (int a = 0; a < ACTIONS; a++) {
      const uint from = (row.plans == 1 ? SINGLE_PLANS_AT : PLANS_AT) + at + (uint)a * row.plans;
      action[AT(a)] = row.real ? arena[from] : 0.0f;
    }
  }
}

#if NOISY
// Noise of a particle's states at so many steps from one on. Every item takes part; all is complete
// before and after.
FUNCTION void drawNoise(
    __global const float *arena, const int problem, const int particle, const int step,
    const int steps, LOCAL_POINTER float *noise, const int item) {
  const Noise stream = noiseOf(arena, NEXT_STATE_STREAM, problem);
  const uint element = ((uint)particle * HORIZON + step) * STATES;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int i = item; i < steps * STATES; i += ITEMS) {
    noise[i] = normalAt(stream, element + i);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
#endif

// 0, or NaN where a next state is not finite.
FUNCTION float flawOf(COLUMN next) {
  float flaw = 0.0f;
#pragma unroll
  for (int i = 0; i < STATES; i++) {
    flaw += next[AT(i)] * 0.0f;
  }
  return flaw;
}

// The tally after a step to the next state, which then is the state. Every item takes part.
FUNCTION Tally stepped(
    const Tally before, const Row row, const float discount, COLUMN state, COLUMN action,
    COLUMN next, LOCAL_POINTER float *states, LOCAL_POINTER float *actions,
    LOCAL_POINTER float *x, __global const float *weights) {
  Tally after = before;
#if REWARD_NETWORK
  const float learned = rewardLearned(states, actions, x, weights, row.item);
#endif
  if (row.own) {
#if REWARD_NETWORK
    const float reward = learned;
#else
    const float reward = rewardOf(state, action, next);
#endif
    const float flaw = flawOf(next);
    const float earned = discount * reward + flaw;
    after.total += before.alive ? earned : 0.0f;
#if CONSTRAINED
    after.violated = before.violated
        || (before.alive && (violatedOf(state, action, next) != 0.0f || flaw != 0.0f));
#endif
    after.alive = before.alive && terminationOf(state, action, next) == 0.0f;
#pragma unroll
    for (int i = 0; i < STATES; i++) {
      state[AT(i)] = next[AT(i)];
    }
  }
  return after;
}

// What a plan comes to, with what its last state is worth, to RETURNS and VIOLATIONS. Every item takes part.
FUNCTION void finish(
    __global float *arena, const Tally tally, const Row row, const int particle,
    const float discount, COLUMN state, COLUMN action, LOCAL_POINTER float *states,
    LOCAL_POINTER float *actions, LOCAL_POINTER float *x, __global const float *weights) {
#if VALUE_READS_ACTION && POLICY
  policyActions(arena, states, actions, x, weights, row.item);
#elif VALUE_READS_ACTION
  act(arena, row, HORIZON, action);
#endif
#if VALUE_NETWORK
  const float value = valueLearned(states, actions, x, weights, row.item);
#endif
  if (row.real) {
#if !VALUE_NETWORK
    const float value = valueOf(state, action);
#endif
    const uint at = (uint)(row.problem * PARTICLES + particle) * row.plans + row.plan;
    const float last = tally.alive ? discount * value : 0.0f;
    arena[(row.plans == 1 ? SINGLE_RETURNS_AT : RETURNS_AT) + at] = tally.total + last;
#if CONSTRAINED
    const float violated = tally.violated ? 1.0f : 0.0f;
    arena[(row.plans == 1 ? SINGLE_VIOLATIONS_AT : VIOLATIONS_AT) + at] = violated;
#endif
  }
}
