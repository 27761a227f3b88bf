// STATE, PLANS -> RETURNS, VIOLATIONS by moment matching. A tile is ROWS plans of one problem through all
// futures: each step gathers the moments of what is predicted for the particles that live, and then
// takes one particle after the other on.

#include "philox.h"
#include "model.h"
#include "member.h"
#include "moments.h"
#if ENSEMBLE
#include "ensemble.h"
#endif
#include "step.h"
#include "futures.h"

// Members that are taken together.
#define TOGETHER (POSTERIOR ? 1 : MEMBERS)

#if !ENSEMBLE
// Where element i of an item's plan lies in moments.
#define OWN(i) (AT(i) + (NETWORKS ? item % ROWS : 0))

// Adds what the equations predict for an item's plan to its moments.
FUNCTION void addEquations(
    COLUMN state, COLUMN action, COLUMN next, COLUMN means, COLUMN aleatorics, COLUMN epistemics,
    const int item, const float share) {
  float variance[STATES];
  equations(state, action, next, variance);
  for (int i = 0; i < STATES; i++) {
    addGaussian(means, aleatorics, epistemics, OWN(i), next[AT(i)], variance[i], share);
  }
}

// The next state of an item's plan from its moments and the step's noise.
FUNCTION void drawNext(
    COLUMN means, COLUMN aleatorics, COLUMN epistemics, const int item, NOISE noise, COLUMN next) {
  for (int i = 0; i < STATES; i++) {
    next[AT(i)] = drawnAt(means, aleatorics, epistemics, OWN(i), noise[i]);
  }
}
#endif

__kernel GROUP(ITEMS) void joint(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
#if NETWORKS
  __local float states[STATES * ROWS];
  __local float actions[ACTIONS * ROWS];
  __local float nexts[STATES * ROWS];
  __local float means[STATES * ROWS];
  __local float aleatorics[STATES * ROWS];
  __local float epistemics[STATES * ROWS];
#else
  LOCAL_POINTER float *states = 0;
  LOCAL_POINTER float *actions = 0;
  float means[STATES];
  float aleatorics[STATES];
  float epistemics[STATES];
#endif
#if COMPUTED
  __local ALIGNED(16) float x[WIDEST * PITCH];
#else
  LOCAL_POINTER float *x = 0;
#endif
#if ENSEMBLE
  __local float shares[ROWS];
#endif
  __local float noise[STATES];
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
  for (int tile = get_group_id(0); tile < PROBLEMS * blocks; tile += get_num_groups(0)) {
    const int problem = tile / blocks;
    const Row row = rowOf(item, problem, tile % blocks, plans);
    if (row.own) {
#pragma unroll
      for (int i = 0; i < STATES; i++) {
        state[AT(i)] = arena[STATE_AT + problem * STATES + i];
      }
    }
    Tally none;
    none.total = 0.0f;
    none.alive = 1;
    none.violated = 0;
#pragma unroll 1
    for (int particle = 0; particle < PARTICLES; particle++) {
      putDown(arena, row, particle, none, state);
    }
    float discount = 1.0f;
    for (int t = 0; t < HORIZON; t++) {
      act(arena, row, t, action);
      int added = 0;
#pragma unroll 1
      for (int particle = 0; particle < PARTICLES; particle++) {
        const int alive = takenUp(arena, row, particle, state).alive;
#if ENSEMBLE
#pragma unroll 1
        for (int e = 0; e < TOGETHER; e++) {
          added += alive;
          if (row.own) {
            features(state, action, x + item, weights);
            shares[item] = shareOf(alive, added);
          }
          barrier(CLK_LOCAL_MEM_FENCE);
          const int member = TOGETHER == 1 ? memberOf(arena, problem, particle, t) : e;
          memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
          addMember(states, x, shares, weights, means, aleatorics, epistemics, item);
        }
#else
        added += alive;
        if (row.own) {
          addEquations(
              state, action, next, means, aleatorics, epistemics, item, shareOf(alive, added));
        }
#endif
      }
#pragma unroll 1
      for (int particle = 0; particle < PARTICLES; particle++) {
        const Tally before = takenUp(arena, row, particle, state);
        drawNoise(arena, problem, particle, t, 1, noise, item);
#if ENSEMBLE
        mixtureNext(means, aleatorics, epistemics, noise, nexts, item);
#else
        if (row.own) {
          drawNext(means, aleatorics, epistemics, item, noise, next);
        }
#endif
        const Tally after = stepped(
            before, row, discount, state, action, next, states, actions, x, weights);
        putDown(arena, row, particle, after, state);
      }
      discount *= perStep;
    }
#pragma unroll 1
    for (int particle = 0; particle < PARTICLES; particle++) {
      const Tally tally = takenUp(arena, row, particle, state);
      finish(
          arena, tally, row, particle, discount, state, action, states, actions, x, weights);
    }
  }
}
