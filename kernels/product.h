/* Tiles of matrix products of any size and order, for training: a work-group takes TILE x TILE sums, an
   item four of them, DEPTH terms at a time in group memory. Each sum is taken in the order of its terms. */
#define TILE 16
#define HALF 8
#define DEPTH 32
#define TILE_PITCH 17

/* The matrices of one product: element (row, term) of the left one lies at row * leftRow + term * leftTerm,
   element (term, column) of the right one at term * rightTerm + column * rightColumn. */
typedef struct {
  int rows;
  int terms;
  int columns;
  int leftRow;
  int leftTerm;
  int rightTerm;
  int rightColumn;
  int ones; /* a row of the left matrix that is 1 throughout, or -1 */
} Product;

/* A tile of it, from (row, column) on: sums[2 * i + j] is of row + ROW(i) and column + COLUMN(j). */
#define ROW(i) (get_local_id(0) / HALF + (i) * HALF)
#define COLUMN(j) (get_local_id(0) % HALF + (j) * HALF)

FUNCTION void product(
    const Product of, __global const float *left, __global const float *right, const int row,
    const int column, LOCAL_POINTER float *lefts, LOCAL_POINTER float *rights, float *sums) {
  const int item = get_local_id(0);
  for (int i = 0; i < 4; i++) {
    sums[i] = 0.0f;
  }
  int from = 0;
  do {
    /* Items that are neighbours read what lies side by side. */
    for (int at = item; at < TILE * DEPTH; at += ITEMS) {
      const int r = of.leftRow == 1 ? at % TILE : at / DEPTH;
      const int t = of.leftRow == 1 ? at / TILE : at % DEPTH;
      const int inside = row + r < of.rows && from + t < of.terms;
      const int read = inside && row + r != of.ones;
      lefts[t * TILE_PITCH + r] =
          read ? left[(row + r) * of.leftRow + (from + t) * of.leftTerm] : (float)inside;
    }
    for (int at = item; at < TILE * DEPTH; at += ITEMS) {
      const int c = of.rightColumn == 1 ? at % TILE : at / DEPTH;
      const int t = of.rightColumn == 1 ? at / TILE : at % DEPTH;
      const int inside = column + c < of.columns && from + t < of.terms;
      rights[t * TILE_PITCH + c] =
          inside ? right[(from + t) * of.rightTerm + (column + c) * of.rightColumn] : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int t = 0; t < DEPTH; t++) {
      const float left0 = lefts[t * TILE_PITCH + ROW(0)];
      const float left1 = lefts[t * TILE_PITCH + ROW(1)];
      const float right0 = rights[t * TILE_PITCH + COLUMN(0)];
      const float right1 = rights[t * TILE_PITCH + COLUMN(1)];
      sums[0] = fma(left0, right0, sums[0]);
      sums[1] = fma(left0, right1, sums[1]);
      sums[2] = fma(left1, right0, sums[2]);
      sums[3] = fma(left1, right1, sums[3]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    from += DEPTH;
  } while (from < of.terms);
}
