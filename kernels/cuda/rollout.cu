// STATE, PLANS -> RETURNS, VIOLATIONS, as rollout.cl, for ensembles of which a step takes one member, on tensor
// cores. A tile is ROWS plans of one problem in one future. All that is not a product of
// matrices is in single precision, in the functions that rollout.cl has.

#include "philox.h"
#include "model.h"
#include "member.h"
#include "ensemble.h"
#include "step.h"

// Steps whose noise is drawn at once.
#define AHEAD (STATES < ITEMS ? ITEMS / STATES : 1)

__kernel GROUP(ITEMS, TOGETHER) void rollout(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
  DYNAMIC_LOCAL(uint4, memory);
  uint4 *factors = memory;
  uint4 *staged = memory + STAGED_AT;
  float *x = (float *)memory + X_AT;
  float *states = (float *)memory + STATES_AT;
  float *actions = (float *)memory + ACTIONS_AT;
  float *nexts = (float *)memory + NEXTS_AT;
#if NOISY
  float *noise = (float *)memory + NOISE_AT;
#endif
  const int item = get_local_id(0);
  const float perStep = arena[DISCOUNT_AT];
  COLUMN state = states + item % ROWS;
  COLUMN action = actions + item % ROWS;
  COLUMN next = nexts + item % ROWS;
  const int blocks = (plans + ROWS - 1) / ROWS;
  const int tiles = PROBLEMS * PARTICLES * blocks;
  int before = -1;
  for (int tile = get_group_id(0); tile < tiles; tile += get_num_groups(0)) {
    const int problem = tile / blocks / PARTICLES;
    const int particle = tile / blocks % PARTICLES;
    const int rows = plans - tile % blocks * ROWS;
    const Row row = rowOf(item, problem, tile % blocks, plans);
    if (row.own) {
#pragma unroll
      for (int i = 0; i < STATES; i++) {
        state[AT(i)] = arena[STATE_AT + problem * STATES + i];
      }
    }
    Tally tally;
    tally.total = 0.0f;
    tally.alive = 1;
    tally.violated = 0;
    float discount = 1.0f;
    for (int t = 0; t < HORIZON; t++) {
      act(arena, row, t, action);
#if NOISY
      if (t % AHEAD == 0) {
        drawNoise(arena, problem, particle, t, AHEAD, noise, item);
      }
      NOISE drawn = noise + t % AHEAD * STATES;
#else
      NOISE drawn = 0;
#endif
      if (row.own) {
        features(state, action, x + item, weights);
      }
      const int member = memberOf(arena, problem, particle, t);
      __global const float *own = weights + FACTORS_AT + member * FACTORS_WORDS;
      if (STAGES && member != before) {
        stageMember(staged, own, item);
        before = member;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      memberLayers(x, factors, staged, own, rows, item);
      ensembleNext(states, x, drawn, weights, nexts, item);
      tally = stepped(
          tally, row, discount, state, action, next, states, actions, x, weights);
      discount *= perStep;
    }
    finish(
        arena, tally, row, particle, discount, state, action, states, actions, x, weights);
  }
}
