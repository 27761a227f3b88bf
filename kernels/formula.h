// What formulas read and what they are made of. A plan's state, action and next state are a column
// each: in group memory where there are networks, else the item's own.

#if NETWORKS
#define COLUMN LOCAL_POINTER float *
#define AT(i) ((i) * ROWS)
#else
#define COLUMN float *
#define AT(i) (i)
#endif
#define NOISE LOCAL_POINTER const float *

// Unlike fmin and fmax, these pass NaN on.
FUNCTION float least(const float a, const float b) {
  return a <= b || a != a ? a : b;
}

FUNCTION float greatest(const float a, const float b) {
  return a >= b || a != a ? a : b;
}
