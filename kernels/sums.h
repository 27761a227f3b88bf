/* Sums that keep what rounding drops (Knuth's exact addition): as good as twice the digits. */
typedef struct {
  float value;
  float rest;
} Sum;

FUNCTION Sum zero(void) {
  Sum sum;
  sum.value = 0.0f;
  sum.rest = 0.0f;
  return sum;
}

FUNCTION Sum plus(const Sum sum, const float x) {
  Sum next;
  next.value = sum.value + x;
  const float added = next.value - sum.value;
  next.rest = sum.rest + ((sum.value - (next.value - added)) + (x - added));
  return next;
}

FUNCTION float total(const Sum sum) {
  return sum.value + sum.rest;
}
