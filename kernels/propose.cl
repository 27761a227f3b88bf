// STATE -> PROPOSALS. A tile is ROWS proposals of one problem: what the policy does along the path of the
// mean, each but the first with noise of its own. The model is that of propagation E.

#include "philox.h"
#include "model.h"
#include "member.h"
#include "within.h"
#include "policy.h"
#if ENSEMBLE
#include "ensemble.h"
#endif

// The policy's action in an item's state, with the noise of proposal k, to PROPOSALS.
FUNCTION void put(
    __global float *arena, const int problem, const int step, const int k, COLUMN action) {
  const Noise noise = noiseOf(arena, PROPOSAL_STREAM, problem);
  const uint first = ((uint)k * PLAN_STEPS + step) * ACTIONS;
  for (int a = 0; a < ACTIONS; a++) {
    const float z = k == 0 ? 0.0f : normalAt(noise, first + a);
    const float moved = action[AT(a)] + arena[MIN_STD_AT + a] * z;
    action[AT(a)] = within(moved, arena[LOW_AT + a], arena[HIGH_AT + a]);
    if (k < PROPOSED) {
      const uint proposal = (uint)problem * PROPOSED + k;
      arena[PROPOSALS_AT + (proposal * PLAN_STEPS + step) * ACTIONS + a] = action[AT(a)];
    }
  }
}

__kernel GROUP(ITEMS) void propose(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
  __local float states[STATES * ROWS];
  __local float actions[ACTIONS * ROWS];
  __local float nexts[STATES * ROWS];
  __local ALIGNED(16) float x[WIDEST * PITCH];
#if MIXTURE
  __local float shares[ROWS];
#endif
  const int item = get_local_id(0);
  const int own = item < ROWS;
  COLUMN state = states + item % ROWS;
  COLUMN action = actions + item % ROWS;
  COLUMN next = nexts + item % ROWS;
  const int blocks = (PROPOSED + ROWS - 1) / ROWS;
  for (int tile = get_group_id(0); tile < PROBLEMS * blocks; tile += get_num_groups(0)) {
    const int problem = tile / blocks;
    const int k = tile % blocks * ROWS + item;
    if (own) {
      for (int i = 0; i < STATES; i++) {
        state[AT(i)] = arena[STATE_AT + problem * STATES + i];
      }
    }
    for (int t = 0; t < PLAN_STEPS; t++) {
      policyActions(arena, states, actions, x, weights, item);
      if (own) {
        put(arena, problem, t, k, action);
      }
#if MIXTURE
      addMembers(state, action, states, x, shares, weights, nexts, 0, 0, item);
#elif ENSEMBLE
      if (own) {
        features(state, action, x + item, weights);
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      const int member = memberOf(arena, problem, 0, t);
      memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
      ensembleNext(states, x, 0, weights, nexts, item);
#else
      if (own) {
        equations(state, action, 0, next);
      }
#endif
      if (own) {
        for (int i = 0; i < STATES; i++) {
          state[AT(i)] = next[AT(i)];
        }
      }
    }
  }
}
