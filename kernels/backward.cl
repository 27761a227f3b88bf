#include "product.h"

/* The gradient by what went into a layer: BY_INPUT = (BY_OUTPUT WEIGHTS^T) * SLOPE [E][batch][inputs], where SLOPE is
   that of the layer before. A group for each tile of a member's inputs. */
__kernel GROUP(ITEMS) void backward(__global float *arena, const int members, const int batch,
    const int inputs, const int outputs, const int byOutputAt, const int weightsAt,
    const int slopeAt, const int byInputAt) {
  __local float lefts[TILE_PITCH * DEPTH];
  __local float rights[TILE_PITCH * DEPTH];
  const int tileRows = (batch + TILE - 1) / TILE;
  const int tileColumns = (inputs + TILE - 1) / TILE;
  const int tiles = tileRows * tileColumns;
  Product of;
  of.rows = batch;
  of.terms = outputs;
  of.columns = inputs;
  of.leftRow = outputs;
  of.leftTerm = 1;
  of.rightTerm = 1;
  of.rightColumn = outputs;
  of.ones = -1;
  for (int group = get_group_id(0); group < members * tiles; group += get_num_groups(0)) {
    const int member = group / tiles;
    const int row = group % tiles / tileColumns * TILE;
    const int column = group % tileColumns * TILE;
    float sums[4];
    product(
        of, arena + byOutputAt + member * batch * outputs,
        arena + weightsAt + member * (inputs + 1) * outputs, row, column, lefts, rights, sums);
    for (int i = 0; i < 4; i++) {
      const int r = row + ROW(i / 2);
      const int c = column + COLUMN(i % 2);
      if (r < batch && c < inputs) {
        const int at = (member * batch + r) * inputs + c;
        arena[byInputAt + at] = sums[i] * arena[slopeAt + at];
      }
    }
  }
}
