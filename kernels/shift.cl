#include "arrays.h"

/* MEAN, ELITES -> the same one step on; STD, FAILURES as at the start. One group per sequence. */
__kernel GROUP(ITEMS) void shift(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  const uint item = get_local_id(0);
  for (uint g = get_group_id(0); g < PROBLEMS * (1u + REMEMBERED); g += get_num_groups(0)) {
    const int isMean = g < PROBLEMS;
    __global float *sequence =
        isMean ? arena + MEAN_AT + g * STEPS : arena + ELITES_AT + (g - PROBLEMS) * STEPS;
    for (uint start = 0u; start < STEPS; start += ITEMS) {
      const uint i = start + item;
      float value = 0.0f;
      if (i < STEPS) {
        const int last = i + ACTIONS >= STEPS;
        value = last && isMean ? arena[MIDDLE_AT + i % ACTIONS] : sequence[last ? i : i + ACTIONS];
        if (isMean) {
          arena[STD_AT + g * STEPS + i] = arena[INITIAL_STD_AT + i % ACTIONS];
        }
      }
      barrier(CLK_GLOBAL_MEM_FENCE);
      if (i < STEPS) {
        sequence[i] = value;
      }
      barrier(CLK_GLOBAL_MEM_FENCE);
    }
    if (isMean && item == 0u) {
      arena[FAILURES_AT + g] = 0.0f;
    }
  }
}
