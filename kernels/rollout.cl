// STATE, PLANS -> RETURNS, VIOLATIONS. A tile is ROWS plans of one problem in one future: they share the member
// and the noise of each step. Without networks an item has its plan's numbers to itself, in registers.

#include "philox.h"
#include "model.h"
#include "member.h"
#if ENSEMBLE
#include "ensemble.h"
#endif
#include "step.h"

// Steps whose noise is drawn at once.
#define AHEAD (STATES < ITEMS ? ITEMS / STATES : 1)

__kernel GROUP(ITEMS) void rollout(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
#if NETWORKS
  __local float states[STATES * ROWS];
  __local float actions[ACTIONS * ROWS];
  __local float nexts[STATES * ROWS];
#else
  LOCAL_POINTER float *states = 0;
  LOCAL_POINTER float *actions = 0;
#endif
#if COMPUTED
  __local ALIGNED(16) float x[WIDEST * PITCH];
#else
  LOCAL_POINTER float *x = 0;
#endif
#if MIXTURE
  __local float shares[ROWS];
#endif
#if MIXTURE && NOISY
  __local float aleatorics[STATES * ROWS];
#elif MIXTURE
  LOCAL_POINTER float *aleatorics = 0;
#endif
#if MIXTURE && (NOISY || HALLUCINATED)
  __local float epistemics[STATES * ROWS];
#elif MIXTURE
  LOCAL_POINTER float *epistemics = 0;
#endif
#if NOISY
  __local float noise[AHEAD * STATES];
#endif
  const int item = get_local_id(0);
  const float perStep = arena[DISCOUNT_AT];
#if NETWORKS
  COLUMN state = states + item % ROWS;
  COLUMN action = actions + item % ROWS;
  COLUMN next = nexts + item % ROWS;
#else
  float state[STATES];
  float action[ACTIONS];
  float next[STATES];
#endif
  const int blocks = (plans + ROWS - 1) / ROWS;
  const int tiles = PROBLEMS * PARTICLES * blocks;
  for (int tile = get_group_id(0); tile < tiles; tile += get_num_groups(0)) {
    const int problem = tile / blocks / PARTICLES;
    const int particle = tile / blocks % PARTICLES;
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
#if MIXTURE
      addMembers(state, action, states, x, shares, weights, nexts, aleatorics, epistemics, item);
#if HALLUCINATED
      const float beta = arena[BETA_AT];
      hopedNext(nexts, aleatorics, epistemics, actions, beta, drawn, nexts, item);
#else
      mixtureNext(nexts, aleatorics, epistemics, drawn, nexts, item);
#endif
#elif ENSEMBLE
      if (row.own) {
        features(state, action, x + item, weights);
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      const int member = memberOf(arena, problem, particle, t);
      memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
      ensembleNext(states, x, drawn, weights, nexts, item);
#else
      if (row.own) {
        equations(state, action, drawn, next);
      }
#endif
      tally = stepped(
          tally, row, discount, state, action, next, states, actions, x, weights);
      discount *= perStep;
    }
    finish(
        arena, tally, row, particle, discount, state, action, states, actions, x, weights);
  }
}
