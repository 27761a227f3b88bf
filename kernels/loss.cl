#include "training.h"
#include "sums.h"
#include "group.h"

/* OUTPUT, TARGETS -> BY_OUTPUT, the gradient of the batch's loss (mean over rows and elements), and to LOSSES
   [E][elements][3] the sum of the losses with what it rounded away, and the first step whose loss was not finite.
   A group for each element of a member. With limits of the log-variance (LIMITS [2][min, max][elements], how far
   they have moved since FIRST_LIMITS [min, max][elements]) an output is a mean or a log-variance, its loss that of
   PETS, with v = max - softplus(max - raw) and min + softplus(v - min), and the gradient by the limits goes to
   BY_LIMITS [min, max][E][elements]; gradients count variance^beta times. Without limits an output is a number, its
   loss the squared error. */
__kernel GROUP(ITEMS) void loss(__global float *arena, __global const int *table,
    const int members, const int batch, const int elements, const int limited,
    const int outputAt, const int targetsAt, const int byOutputAt, const int lossesAt,
    const int firstLimitsAt, const int limitsAt, const int byLimitsAt, const float beta) {
  __local float values[ITEMS];
  __local float rests[ITEMS];
  const int item = get_local_id(0);
  const int step = as_int(arena[STEP_AT]);
  const int left = table[TABLE_ROWS] - step * batch;
  const int rows = left < batch ? left : batch;
  const int outputs = limited ? 2 * elements : elements;
  const int version = step > 0 ? (step - 1) % 2 : 0;
  const float scale = 1.0f / ((float)rows * (float)elements);
  for (int group = get_group_id(0); group < members * elements; group += get_num_groups(0)) {
    const int member = group / elements;
    const int element = group % elements;
    float expMin = 0.0f;
    float expMinusMax = 0.0f;
    if (limited) {
      __global const float *first = arena + firstLimitsAt + element;
      __global const float *moved = arena + limitsAt + version * 2 * elements + element;
      expMin = exp(first[0] + moved[0]);
      expMinusMax = exp(-(first[elements] + moved[elements]));
    }
    Sum losses = zero();
    Sum byMin = zero();
    Sum byMax = zero();
    for (int r = item; r < batch; r += ITEMS) {
      const int at = (member * batch + r) * outputs + element;
      const float error =
          arena[outputAt + at] - arena[targetsAt + (member * batch + r) * elements + element];
      float byMean = 0.0f;
      float byLogVariance = 0.0f;
      if (r < rows && limited) {
        const float expMinusRaw = exp(-arena[outputAt + at + elements]);
        const float upper = 1.0f / (expMinusMax + expMinusRaw);
        const float variance = expMin + upper;
        const float surprise = error * error / variance;
        const float free = upper / variance;
        const float logVariance = log(variance);
        const float weight = beta == 0.0f ? scale : scale * exp(beta * logVariance);
        const float byVariance = weight * (1.0f - surprise);
        const float share = 1.0f / (1.0f + expMinusMax / expMinusRaw);
        byMean = weight * 2.0f * error / variance;
        byLogVariance = byVariance * free * share;
        losses = plus(losses, surprise + logVariance);
        byMin = plus(byMin, byVariance * (1.0f - free));
        byMax = plus(byMax, byVariance * free * (1.0f - share));
      } else if (r < rows) {
        byMean = scale * 2.0f * error;
        losses = plus(losses, error * error);
      }
      arena[byOutputAt + at] = byMean;
      if (limited) {
        arena[byOutputAt + at + elements] = byLogVariance;
      }
    }
    const float batchLoss = total(groupSum(values, rests, losses));
    byMin = groupSum(values, rests, byMin);
    byMax = groupSum(values, rests, byMax);
    if (item == 0) {
      __global float *sum = arena + lossesAt + group * 3;
      Sum all;
      all.value = sum[0];
      all.rest = sum[1];
      all = plus(all, batchLoss);
      sum[0] = all.value;
      sum[1] = all.rest;
      if (!isfinite(batchLoss) && as_int(sum[2]) > step) {
        sum[2] = as_float(step);
      }
      if (limited) {
        arena[byLimitsAt + group] = total(byMin);
        arena[byLimitsAt + members * elements + group] = total(byMax);
      }
    }
  }
}
