#include "arrays.h"

/* PLANS, PREVIOUS -> PLANS: no action further from the one before than the rate. One item takes one action
   of one plan through all steps; where the previous action is none (NaN), the first is as it was. */
__kernel GROUP(ITEMS) void limit(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  const uint count = PROBLEMS * ACTIONS * (uint)plans;
  for (uint i = get_global_id(0); i < count; i += get_global_size(0)) {
    const uint n = i % plans;
    const uint a = i / plans % ACTIONS;
    const uint b = i / plans / ACTIONS;
    const float rate = arena[RATE_AT + a];
    float last = arena[PREVIOUS_AT + b * ACTIONS + a];
    for (uint t = 0u; t < PLAN_STEPS; t++) {
      const uint at = OF_ROUND(PLANS) + (b * STEPS + t * ACTIONS + a) * plans + n;
      const float x = arena[at];
      last = x < last - rate ? last - rate : x > last + rate ? last + rate : x;
      arena[at] = last;
    }
  }
}
