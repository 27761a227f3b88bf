#include "product.h"

FUNCTION float logistic(const float x) {
  return native_divide(1.0f, 1.0f + exp(-x));
}

/* One layer of every member: OUTPUT = f(INPUT WEIGHTS + bias) [E][batch][outputs], and SLOPE, its derivative.
   WEIGHTS are [E][inputs + 1][outputs], the bias last. A group for each tile of a member's outputs. */
__kernel GROUP(ITEMS) void forward(__global float *arena, const int members, const int batch,
    const int inputs, const int outputs, const int activation, const int inputAt,
    const int weightsAt, const int outputAt, const int slopeAt) {
  __local float lefts[TILE_PITCH * DEPTH];
  __local float rights[TILE_PITCH * DEPTH];
  const int tileRows = (batch + TILE - 1) / TILE;
  const int tileColumns = (outputs + TILE - 1) / TILE;
  const int tiles = tileRows * tileColumns;
  Product of;
  of.rows = batch;
  of.terms = inputs;
  of.columns = outputs;
  of.leftRow = inputs;
  of.leftTerm = 1;
  of.rightTerm = outputs;
  of.rightColumn = 1;
  of.ones = -1;
  for (int group = get_group_id(0); group < members * tiles; group += get_num_groups(0)) {
    const int member = group / tiles;
    const int row = group % tiles / tileColumns * TILE;
    const int column = group % tileColumns * TILE;
    __global const float *weights = arena + weightsAt + member * (inputs + 1) * outputs;
    float sums[4];
    product(of, arena + inputAt + member * batch * inputs, weights, row, column, lefts, rights, sums);
    for (int i = 0; i < 4; i++) {
      const int r = row + ROW(i / 2);
      const int c = column + COLUMN(i % 2);
      if (r < batch && c < outputs) {
        const float x = sums[i] + weights[inputs * outputs + c];
        float y = x;
        float slope = 1.0f;
        if (activation == RELU || activation == LEAKY_RELU) {
          slope = x > 0.0f ? 1.0f : activation == RELU ? 0.0f : 0.01f;
          y = x * slope;
        } else if (activation == TANH) {
          y = tanh(x);
          slope = 1.0f - y * y;
        } else if (activation == SIGMOID) {
          y = logistic(x);
          slope = y * (1.0f - y);
        } else if (activation == SILU) {
          const float share = logistic(x);
          y = x * share;
          slope = share + y * (1.0f - share);
        }
        const int at = (member * batch + r) * outputs + c;
        arena[outputAt + at] = y;
        arena[slopeAt + at] = slope;
      }
    }
  }
}
