// What the members of a scalar ensemble say about a plan, made one number.

#include "moments.h"

#define REDUCE_MEAN 0
#define REDUCE_MIN 1
#define REDUCE_PESSIMISTIC 2

// Takes one member's number; that of member 0 comes first. The mean is the least where that is wanted.
FUNCTION Spread withMember(
    const Spread before, const int member, const float y, const int reduction) {
  if (reduction == REDUCE_MIN && member > 0) {
    Spread after = before;
    after.mean = least(before.mean, y);
    return after;
  }
  return withOne(before, y, shareOf(1, member + 1));
}

FUNCTION float reduced(const Spread all, const int reduction, const float kappa) {
  return reduction == REDUCE_PESSIMISTIC ? all.mean - kappa * sqrt(all.variance) : all.mean;
}
