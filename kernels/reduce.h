// What the members of a scalar ensemble say about a plan, made one number. Sums are of distances from
// the first member, so that a great value with a small spread keeps the spread's digits.

#define REDUCE_MEAN 0
#define REDUCE_MIN 1
#define REDUCE_PESSIMISTIC 2

typedef struct {
  float first;
  float sum;
  float squares;
} Reduced;

// Takes one member's number; that of member 0 comes first.
FUNCTION Reduced withMember(
    const Reduced before, const int member, const float y, const int reduction) {
  Reduced after = before;
  if (member == 0) {
    after.first = y;
    after.sum = 0.0f;
    after.squares = 0.0f;
  } else if (reduction == REDUCE_MIN) {
    after.first = least(before.first, y);
  } else {
    const float distance = y - before.first;
    after.sum += distance;
    after.squares = fma(distance, distance, before.squares);
  }
  return after;
}

FUNCTION float reduced(
    const Reduced all, const int members, const int reduction, const float kappa) {
  if (reduction == REDUCE_MIN) {
    return all.first;
  }
  const float mean = all.sum / (float)members;
  if (reduction == REDUCE_MEAN) {
    return all.first + mean;
  }
  const float variance = all.squares / (float)members - mean * mean;
  return all.first + (mean - kappa * sqrt(variance < 0.0f ? 0.0f : variance));
}
