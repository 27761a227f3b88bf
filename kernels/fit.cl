#include "arrays.h"
#include "order.h"
#include "sums.h"
#include "group.h"

/* PLANS, WEIGHTS -> MEAN and STD of one step and action. A plan without weight counts for nothing, even
   if its numbers are none. */
FUNCTION void fitStep(__global float *arena, __global const float *plan,
    __global const float *weight, const int plans, const uint at, const uint a,
    LOCAL_POINTER float *values, LOCAL_POINTER float *rests) {
  const int item = get_local_id(0);
  Sum sum = zero();
  for (int n = item; n < plans; n += ITEMS) {
    if (weight[n] > 0.0f) {
      sum = plus(sum, weight[n] * plan[n]);
    }
  }
  sum = groupSum(values, rests, sum);
  Sum squares = zero();
  for (int n = item; n < plans; n += ITEMS) {
    if (weight[n] > 0.0f) {
      const float distance = plan[n] - sum.value - sum.rest;
      squares = plus(squares, weight[n] * (distance * distance));
    }
  }
  const float variance = total(groupSum(values, rests, squares));
  if (item == 0) {
    const float old = arena[MOMENTUM_AT];
    const float std = old * arena[STD_AT + at] + (1.0f - old) * sqrt(variance);
    arena[MEAN_AT + at] = old * arena[MEAN_AT + at] + (1.0f - old) * total(sum);
    arena[STD_AT + at] = fmax(arena[MIN_STD_AT + a], std);
  }
}

/* PLANS, SCORES -> ELITES of one problem: one after the other, each the best of those after the last. */
FUNCTION void remember(__global float *elites, __global const float *plan,
    __global const float *scores, const int plans, LOCAL_POINTER uint *counts) {
  const int item = get_local_id(0);
  uint lastKey = 0xffffffffu;
  uint lastIndex = 0u;
  for (uint k = 0u; k < REMEMBERED; k++) {
    uint key = 0u;
    uint index = 0u;
    for (uint n = item; n < (uint)plans; n += ITEMS) {
      const uint other = keyOf(scores[n]);
      const int after = other < lastKey || (other == lastKey && n > lastIndex);
      if (after && other > key) {
        key = other;
        index = n;
      }
    }
    lastKey = groupMost(counts, key);
    lastIndex = ~groupMost(counts, key == lastKey && key != 0u ? ~index : 0u);
    for (uint step = item; step < STEPS; step += ITEMS) {
      elites[k * STEPS + step] = lastKey == 0u ? NAN : plan[step * plans + lastIndex];
    }
  }
}

/* PLANS, SCORES, WEIGHTS -> MEAN, STD, ELITES, FAILURES. One group per problem, step and action, and one
   per problem for the rest: none writes what another reads. */
__kernel GROUP(ITEMS) void fit(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  __local uint counts[ITEMS];
  __local float values[ITEMS];
  __local float rests[ITEMS];
  for (uint g = get_group_id(0); g < PROBLEMS * (STEPS + 1u); g += get_num_groups(0)) {
    const uint b = g / (STEPS + 1u);
    const uint step = g % (STEPS + 1u);
    __global const float *weight = arena + OF_ROUND(WEIGHTS) + b * plans;
    __global const float *plan = arena + OF_ROUND(PLANS) + b * STEPS * plans;
    uint count = 0u;
    for (int n = get_local_id(0); n < plans; n += ITEMS) {
      count += weight[n] > 0.0f;
    }
    count = groupCount(counts, count);
    if (count > 0u && step < STEPS) {
      fitStep(arena, plan + step * plans, weight, plans, b * STEPS + step, step % ACTIONS, values,
          rests);
    } else if (count > 0u) {
      remember(arena + ELITES_AT + b * REMEMBERED * STEPS, plan,
          arena + OF_ROUND(SCORES) + b * plans, plans, counts);
    } else if (step == STEPS && get_local_id(0) == 0) {
      arena[FAILURES_AT + b] += 1.0f;
    }
  }
}
