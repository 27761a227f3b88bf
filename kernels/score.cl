#include "arrays.h"
#include "order.h"
#include "sums.h"
#include "risk.h"

/* RETURNS, VIOLATIONS -> SCORES. */
__kernel GROUP(ITEMS) void score(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  for (uint i = get_global_id(0); i < PROBLEMS * (uint)plans; i += get_global_size(0)) {
    const uint from = i / plans * PARTICLES * plans + i % plans;
    __global const float *returns = arena + OF_ROUND(RETURNS) + from;
    float least = INFINITY;
    float greatest = -INFINITY;
    int finite = 1;
    for (uint p = 0u; p < PARTICLES; p++) {
      const float value = returns[p * plans];
      finite = finite && isfinite(value);
      least = fmin(least, value);
      greatest = fmax(greatest, value);
    }
    float result = -INFINITY;
    if (finite) {
      const uint exponent = as_uint(fmax(fabs(least), fabs(greatest))) >> 23;
      const float scale = as_float((254u - (exponent < 1u ? 1u : exponent > 253u ? 253u : exponent)) << 23);
      const float risk = riskOf(returns, plans, least, greatest, scale, arena[RISK_PARAMETER_AT],
          (int)arena[CARRIERS_AT]);
#if CONSTRAINED
      float violating = 0.0f;
      for (uint p = 0u; p < PARTICLES; p++) {
        violating += arena[OF_ROUND(VIOLATIONS) + from + p * plans];
      }
      const float score = violating <= arena[ALLOWED_VIOLATIONS_AT]
          ? fmax(risk, LEAST_FEASIBLE)
          : LEAST_FEASIBLE * (1.0f + violating / (float)PARTICLES);
      result = isfinite(risk) ? score : -INFINITY;
#else
      result = isfinite(risk) ? risk : -INFINITY;
#endif
    }
    arena[OF_ROUND(SCORES) + i] = result;
  }
}
