// STATE, PLANS of a round of one plan -> DISAGREEMENT. A group has one problem at a time and follows the
// path of the members' mean. Unlike in the rollout, a row of a tile is a member, ROWS of them at a time:
// an item has one row, and reads the weights of that row's member.

#include "model.h"
#include "moments.h"
#include "ensemble.h"

// How often ROWS members are taken.
#define TIMES ((MEMBERS + ROWS - 1) / ROWS)

__kernel GROUP(ITEMS) void disagree(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
  __local float states[STATES * ROWS];
  __local float actions[ACTIONS * ROWS];
  __local ALIGNED(16) float x[WIDEST * PITCH];
  __local float means[STATES];
  __local float variances[STATES];
  const int item = get_local_id(0);
  for (int problem = get_group_id(0); problem < PROBLEMS; problem += get_num_groups(0)) {
    for (int at = item; at < STATES * ROWS; at += ITEMS) {
      states[at] = arena[STATE_AT + problem * STATES + at / ROWS];
    }
    for (int t = 0; t < HORIZON; t++) {
      for (int at = item; at < ACTIONS * ROWS; at += ITEMS) {
        actions[at] = arena[SINGLE_PLANS_AT + (problem * PLAN_STEPS + t) * ACTIONS + at / ROWS];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int time = 0; time < TIMES; time++) {
        if (item < ROWS) {
          features(states + item, actions + item, x + item, weights);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        const int own = time * ROWS + item / LANES;
        const int member = own < MEMBERS ? own : MEMBERS - 1;
        memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
        for (int i = item; i < STATES; i += ITEMS) {
          Spread spread;
          spread.mean = means[i];
          spread.variance = variances[i];
          for (int row = 0; row < ROWS && time * ROWS + row < MEMBERS; row++) {
            const float share = shareOf(1, time * ROWS + row + 1);
            spread = withOne(spread, meanAt(states, x, weights, i * ROWS + row), share);
          }
          means[i] = spread.mean;
          variances[i] = spread.variance;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      for (int i = item; i < STATES; i += ITEMS) {
        arena[DISAGREEMENT_AT + (problem * HORIZON + t) * STATES + i] = sqrt(variances[i]);
      }
      for (int at = item; at < STATES * ROWS; at += ITEMS) {
        states[at] = means[at / ROWS];
      }
    }
  }
}
