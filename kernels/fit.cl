#include "arrays.h"
#include "order.h"
#include "sums.h"
#include "group.h"

/* PLANS, SCORES, WEIGHTS -> MEAN, STD, ELITES, FAILURES. One group per problem, step and action, and one
   per problem for the rest: none writes what another reads. Every group passes every barrier, with no
   plans to go through where it has nothing to do. A plan without weight counts for nothing,
   even if its numbers are none. */
__kernel GROUP(ITEMS) void fit(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  __local uint counts[ITEMS];
  __local float values[ITEMS];
  __local float rests[ITEMS];
  const int item = get_local_id(0);
  for (uint g = get_group_id(0); g < PROBLEMS * (STEPS + 1u); g += get_num_groups(0)) {
    const uint b = g / (STEPS + 1u);
    const uint step = g % (STEPS + 1u);
    __global const float *weight = arena + OF_ROUND(WEIGHTS) + b * plans;
    __global const float *row = arena + OF_ROUND(PLANS) + (b * STEPS + step % STEPS) * plans;
    uint chosen = 0u;
    for (int n = item; n < plans; n += ITEMS) {
      chosen += weight[n] > 0.0f;
    }
    chosen = groupCount(counts, chosen);

    const int fitted = chosen > 0u && step < STEPS ? plans : 0;
    Sum sum = zero();
    for (int n = item; n < fitted; n += ITEMS) {
      sum = plus(sum, weight[n] > 0.0f ? weight[n] * row[n] : 0.0f);
    }
    sum = groupSum(values, rests, sum);
    Sum squares = zero();
    for (int n = item; n < fitted; n += ITEMS) {
      const float distance = row[n] - sum.value - sum.rest;
      squares = plus(squares, weight[n] > 0.0f ? weight[n] * (distance * distance) : 0.0f);
    }
    const float variance = total(groupSum(values, rests, squares));
    if (fitted > 0 && item == 0) {
      const uint at = b * STEPS + step;
      const float old = arena[MOMENTUM_AT];
      const float std = old * arena[STD_AT + at] + (1.0f - old) * sqrt(variance);
      arena[MEAN_AT + at] = old * arena[MEAN_AT + at] + (1.0f - old) * total(sum);
      arena[STD_AT + at] = fmax(arena[MIN_STD_AT + step % ACTIONS], std);
    }

#if REMEMBERED > 0
    /* The elites one after the other: each the best of those that come after the last. */
    __global const float *scores = arena + OF_ROUND(SCORES) + b * plans;
    const uint remembered = chosen > 0u && step == STEPS ? REMEMBERED : 0u;
    const int searched = remembered > 0u ? plans : 0;
    uint lastKey = 0xffffffffu;
    uint lastIndex = 0u;
    uint k = 0u;
    do {
      uint key = 0u;
      uint index = 0u;
      for (int n = item; n < searched; n += ITEMS) {
        const uint other = keyOf(scores[n]);
        const int after = other < lastKey || (other == lastKey && (uint)n > lastIndex);
        index = after && other > key ? (uint)n : index;
        key = after && other > key ? other : key;
      }
      lastKey = groupMost(counts, key);
      lastIndex = ~groupMost(counts, key == lastKey && key != 0u ? ~index : 0u);
      __global float *elite = arena + ELITES_AT + (b * REMEMBERED + k) * STEPS;
      __global const float *best = arena + OF_ROUND(PLANS) + b * STEPS * plans + lastIndex;
      const int written = k < remembered ? STEPS : 0;
      for (int i = item; i < written; i += ITEMS) {
        elite[i] = lastKey == 0u ? NAN : best[i * plans];
      }
      k++;
    } while (k < remembered);
#endif
    if (chosen == 0u && step == STEPS && item == 0) {
      arena[FAILURES_AT + b] += 1.0f;
    }
  }
}
