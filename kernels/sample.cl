#include "arrays.h"
#include "philox.h"
#include "truncate.h"
#include "within.h"

/* White numbers of a plan; for correlated noise its knots. */
#define DRAWN (CORRELATED ? KNOTS * ACTIONS : STEPS)

/* What plan n of problem b does at a step whose noise is z. */
FUNCTION float actionOf(__global const float *arena, const uint b, const uint step, const int n,
    const float z, const int kept, const int mean) {
  const uint a = step % ACTIONS;
  const float low = arena[LOW_AT + a];
  const float high = arena[HIGH_AT + a];
  const float centre = arena[MEAN_AT + b * STEPS + step];
  if (n <= kept) {
    const uint elite = ELITES_AT + (b * REMEMBERED + n) * STEPS;
    if (n < kept && !isnan(arena[elite])) {
      return within(arena[elite + step], low, high);
    }
    if (n == kept ? mean : n == 0) {
      return within(centre, low, high);
    }
  }
#if PROPOSED > 0
  const int k = n - kept - mean;
  if (k >= 0 && k < PROPOSED) {
    const uint proposal = PROPOSALS_AT + (b * PROPOSED + k) * STEPS;
    if (!isnan(arena[proposal])) {
      return within(arena[proposal + step], low, high);
    }
  }
#endif
  const float std = arena[STD_AT + b * STEPS + step];
#if TRUNCATED
  const float room = fmax(0.5f * fmin(centre - low, high - centre), 0.0f);
  return within(centre + fmin(std, room) * truncated(z), low, high);
#else
  return within(centre + std * z, low, high);
#endif
}

/* Draws the numbers of one block that belong to plan n: into KNOTS, or as actions into PLANS. */
FUNCTION void draw(__global float *arena, const uint b, const uint block, const int n,
    const int iteration, const int plans, const int kept, const int mean) {
  const uint first = n * DRAWN;
  const int row = (int)(block * 4u - first % 4u);
  if (row < DRAWN) {
    const Words words = wordsAt(noiseOf(arena, iteration, b), first / 4u + block);
    const Normals front = normalsOf(words.w0, words.w1);
    const Normals back = normalsOf(words.w2, words.w3);
    for (int j = 0; j < 4; j++) {
      const float z = j == 0 ? front.even : j == 1 ? front.odd : j == 2 ? back.even : back.odd;
      const int step = row + j;
      if (step >= 0 && step < DRAWN) {
#if CORRELATED
        arena[KNOTS_AT + (b * DRAWN + step) * plans + n] = z;
#else
        arena[OF_ROUND(PLANS) + (b * STEPS + step) * plans + n] =
            actionOf(arena, b, step, n, z, kept, mean);
#endif
      }
    }
  }
}

/* MEAN, STD, ELITES, PROPOSALS -> PLANS. A plan's numbers lie in at most BLOCKS blocks of the generator. */
__kernel GROUP(ITEMS) void sample(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
#if CORRELATED
  const uint tiles = (plans + SAMPLED - 1) / SAMPLED;
  for (uint g = get_group_id(0); g < PROBLEMS * tiles; g += get_num_groups(0)) {
    const uint b = g / tiles;
    const int first = g % tiles * SAMPLED;
    for (int i = get_local_id(0); i < BLOCKS * SAMPLED; i += ITEMS) {
      if (first + i % SAMPLED < plans) {
        draw(arena, b, i / SAMPLED, first + i % SAMPLED, iteration, plans, kept, mean);
      }
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
    for (int i = get_local_id(0); i < STEPS * SAMPLED; i += ITEMS) {
      const int n = first + i % SAMPLED;
      if (n < plans) {
        const uint step = i / SAMPLED;
        const uint knot = KNOTS_AT + (b * DRAWN + step % ACTIONS) * plans + n;
        const uint row = CORRELATION_AT + step / ACTIONS * KNOTS;
        float z = 0.0f;
        for (uint k = 0u; k < KNOTS; k++) {
          z += arena[row + k] * arena[knot + k * ACTIONS * plans];
        }
        arena[OF_ROUND(PLANS) + (b * STEPS + step) * plans + n] =
            actionOf(arena, b, step, n, z, kept, mean);
      }
    }
  }
#else
  const uint count = PROBLEMS * BLOCKS * (uint)plans;
  for (uint i = get_global_id(0); i < count; i += get_global_size(0)) {
    const uint block = i / plans;
    draw(arena, block / BLOCKS, block % BLOCKS, i % plans, iteration, plans, kept, mean);
  }
#endif
}
