#include "arrays.h"
#include "order.h"
#include "sums.h"
#include "group.h"

/* exp((score - best) / temperature), whatever overflows on the way. */
FUNCTION float weightOf(const float score, const float best, const float temperature) {
  const float distance = 0.5f * score - 0.5f * best;
  return distance < 0.0f ? exp(2.0f * (distance / temperature)) : 1.0f;
}

/* SCORES -> WEIGHTS. One group per problem: it bisects for the key that the K best have or exceed, and
   among those that have it for the index below which they are chosen. */
__kernel GROUP(ITEMS) void weigh(__global float *arena, __global const float *weights,
    const int iteration, const int plans, const int kept, const int mean) {
  __local uint counts[ITEMS];
  __local float values[ITEMS];
  __local float rests[ITEMS];
  const int item = get_local_id(0);
  for (uint b = get_group_id(0); b < PROBLEMS; b += get_num_groups(0)) {
    __global const float *scores = arena + OF_ROUND(SCORES) + b * plans;
    __global float *result = arena + OF_ROUND(WEIGHTS) + b * plans;
    uint finite = 0u;
    uint most = 0u;
    uint leastInverse = 0u;
    for (int n = item; n < plans; n += ITEMS) {
      const uint key = keyOf(scores[n]);
      finite += key != 0u;
      most = key > most ? key : most;
      leastInverse = key != 0u && ~key > leastInverse ? ~key : leastInverse;
    }
    finite = groupCount(counts, finite);
    most = groupMost(counts, most);
    uint low = ~groupMost(counts, leastInverse);
    uint high = most + 1u;
    uint reached = finite;
    uint exceeded = 0u;
    const uint elites = (uint)arena[ELITE_COUNT_AT];
    const uint wanted = finite < elites ? finite : elites;
    do {
      const uint middle = low + (high - low) / 2u;
      const int searched = reached > wanted ? plans : 0;
      uint count = 0u;
      for (int n = item; n < searched; n += ITEMS) {
        count += keyOf(scores[n]) >= middle;
      }
      count = groupCount(counts, count);
      low = searched > 0 && count >= wanted ? middle : low;
      reached = searched > 0 && count >= wanted ? count : reached;
      high = searched > 0 && count < wanted ? middle : high;
      exceeded = searched > 0 && count < wanted ? count : exceeded;
    } while (reached > wanted && high - low > 1u);
    int first = reached > wanted ? 0 : plans;
    int end = plans;
    do {
      const int middle = first + (end - first) / 2;
      const int searched = first < end ? middle : 0;
      uint count = 0u;
      for (int n = item; n < searched; n += ITEMS) {
        count += keyOf(scores[n]) == low;
      }
      const int enough = exceeded + groupCount(counts, count) >= wanted;
      first = enough ? first : middle + 1;
      end = enough ? middle : end;
    } while (first < end);
    const float best = numberOf(most);
    Sum sum = zero();
    for (int n = item; n < plans; n += ITEMS) {
      const uint key = keyOf(scores[n]);
      const int chosen = key > low || (key == low && n < end);
      const float weight = chosen ? weightOf(scores[n], best, arena[TEMPERATURE_AT]) : 0.0f;
      result[n] = weight;
      sum = plus(sum, weight);
    }
    const float all = total(groupSum(values, rests, sum));
    for (int n = item; n < plans; n += ITEMS) {
      result[n] = all > 0.0f ? result[n] / all : 0.0f;
    }
  }
}
