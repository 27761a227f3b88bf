#include "arrays.h"

/* RESETS -> MEAN, STD, ELITES, PROPOSALS of the problems that begin anew. */
__kernel GROUP(ITEMS) void reset(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  const uint each = STEPS * (1u + REMEMBERED + PROPOSED);
  for (uint i = get_global_id(0); i < PROBLEMS * each; i += get_global_size(0)) {
    const uint b = i / each;
    const uint step = i % each;
    if (as_int(arena[RESETS_AT + b]) != 0) {
      if (step < STEPS) {
        arena[MEAN_AT + b * STEPS + step] = arena[MIDDLE_AT + step % ACTIONS];
        arena[STD_AT + b * STEPS + step] = arena[INITIAL_STD_AT + step % ACTIONS];
      } else if (step < STEPS * (1u + REMEMBERED)) {
        arena[ELITES_AT + b * REMEMBERED * STEPS + step - STEPS] = NAN;
      } else {
        arena[PROPOSALS_AT + b * PROPOSED * STEPS + step - STEPS * (1u + REMEMBERED)] = NAN;
      }
    }
  }
}
