#include "training.h"
#include "product.h"

/* Ends a step: Adam (Kingma and Ba 2015, algorithm 1) on all weights of all layers and members, along INPUT^T BY_OUTPUT
   and, but for the bias, decay * weights; a group for each tile. The last group takes the step of the limits of the
   log-variance, which all members share, from the version that the next step sees to the other one, and
   says which step is next. Adam's two memories of a weight lie words and
   2 * words behind it. */
__kernel GROUP(ITEMS) void descend(__global float *arena, __global const int *table,
    const int members, const int batch, const int limits, const int tiles, const int words,
    const int limitsAt, const int momentsAt, const int byLimitsAt,
    const int decayBits) {
  __local float lefts[TILE_PITCH * DEPTH];
  __local float rights[TILE_PITCH * DEPTH];
  const int item = get_local_id(0);
  const int step = as_int(arena[STEP_AT]);
  const float rate = as_float(table[RATES(step)]);
  const float epsilon = as_float(table[RATES(step) + 1]);
  for (int group = get_group_id(0); group < tiles; group += get_num_groups(0)) {
    int layer = 0;
    while (layer + 1 < table[TABLE_LAYERS] && group >= table[LAYERS(layer + 1)]) {
      layer++;
    }
    __global const int *shape = table + LAYERS(layer);
    const int inputs = shape[1];
    const int outputs = shape[2];
    const int tileColumns = (outputs + TILE - 1) / TILE;
    const int ofMember = (inputs + TILE) / TILE * tileColumns;
    const int member = (group - shape[0]) / ofMember;
    const int tile = (group - shape[0]) % ofMember;
    const int row = tile / tileColumns * TILE;
    const int column = tile % tileColumns * TILE;
    Product of;
    of.rows = inputs + 1;
    of.terms = batch;
    of.columns = outputs;
    of.leftRow = 1;
    of.leftTerm = inputs;
    of.rightTerm = outputs;
    of.rightColumn = 1;
    of.ones = inputs;
    float sums[4];
    product(
        of, arena + shape[4] + member * batch * inputs,
        arena + shape[5] + member * batch * outputs, row, column, lefts, rights, sums);
    for (int i = 0; i < 4; i++) {
      const int r = row + ROW(i / 2);
      const int c = column + COLUMN(i % 2);
      if (r <= inputs && c < outputs) {
        __global float *weight = arena + shape[3] + (member * (inputs + 1) + r) * outputs + c;
        const float decay = r < inputs ? as_float(decayBits) : 0.0f;
        const float gradient = decay * weight[0] + sums[i];
        const float first = 0.9f * weight[words] + (1.0f - 0.9f) * gradient;
        const float second = 0.999f * weight[2 * words] + (1.0f - 0.999f) * gradient * gradient;
        weight[words] = first;
        weight[2 * words] = second;
        weight[0] -= rate * first / (sqrt(second) + epsilon);
      }
    }
  }
  if (get_group_id(0) == get_num_groups(0) - 1) {
    const int from = limitsAt + step % 2 * limits;
    const int to = limitsAt + (step + 1) % 2 * limits;
    for (int i = item; i < limits; i += ITEMS) {
      const int upper = i >= limits / 2;
      float gradient = upper ? 0.01f : -0.01f;
      for (int e = 0; e < members; e++) {
        gradient += arena[byLimitsAt + (upper * members + e) * (limits / 2) + i % (limits / 2)];
      }
      __global float *moment = arena + momentsAt + i;
      moment[0] = 0.9f * moment[0] + (1.0f - 0.9f) * gradient;
      moment[limits] = 0.999f * moment[limits] + (1.0f - 0.999f) * gradient * gradient;
      arena[to + i] = arena[from + i] - rate * moment[0] / (sqrt(moment[limits]) + epsilon);
    }
    if (item == 0) {
      arena[NEXT_AT] = as_float(step + 1);
    }
  }
}
