// STATE, PLANS -> RETURNS, VIOLATIONS. A tile is ROWS plans of one problem in one future: they share the member
// and the noise of each step. Item i < ROWS of a group has plan i's formulas; networks are computed
// by all items together. Without networks an item has its plan's numbers to itself, in registers.
// JOINT: a tile is ROWS plans through all futures. Each step gathers the moments of what is predicted
// for the particles that live, and then takes one particle after the other on.

#include "philox.h"
#include "model.h"
#include "member.h"
#if MOMENTS
#include "moments.h"
#endif
#if ENSEMBLE
#include "ensemble.h"
#endif
#if JOINT
#include "joint.h"
#endif
#if POLICY
#include "within.h"
#include "policy.h"
#endif

// Steps whose noise is drawn at once; futures of a plan that are rolled out apart; members that are
// taken together.
#if JOINT
#define AHEAD 1
#define APART 1
#define TOGETHER (POSTERIOR ? 1 : MEMBERS)
#else
#define AHEAD (STATES < ITEMS ? ITEMS / STATES : 1)
#define APART PARTICLES
#endif

// Whether the rollout computes any of the networks.
#define COMPUTED (ENSEMBLE || REWARD_NETWORK || VALUE_NETWORK || (POLICY && VALUE_READS_ACTION))

// 0, or NaN where a next state is not finite.
FUNCTION float flawOf(COLUMN next) {
  float flaw = 0.0f;
#pragma unroll
  for (int i = 0; i < STATES; i++) {
    flaw += next[AT(i)] * 0.0f;
  }
  return flaw;
}

// An item's plan at a step.
FUNCTION void act(
    __global const float *arena, const int problem, const int step, const int plans, const int plan,
    const int real, COLUMN action) {
  const uint at = (uint)(problem * PLAN_STEPS + step) * ACTIONS * plans + plan;
#pragma unroll
  for (int a = 0; a < ACTIONS; a++) {
    const uint from = (plans == 1 ? SINGLE_PLANS_AT : PLANS_AT) + at + (uint)a * plans;
    action[AT(a)] = real ? arena[from] : 0.0f;
  }
}

__kernel GROUP(ITEMS) void rollout(
    __global float *arena, __global const float *weights, const int iteration, const int plans,
    const int kept, const int mean) {
#if NETWORKS
  __local float states[STATES * ROWS];
  __local float actions[ACTIONS * ROWS];
  __local float nexts[STATES * ROWS];
#endif
#if COMPUTED
  __local ALIGNED(16) float x[WIDEST * PITCH];
#endif
#if MOMENTS && ENSEMBLE
  __local float shares[ROWS];
#endif
#if MOMENTS && NETWORKS && NOISY
  __local float aleatorics[STATES * ROWS];
#elif MOMENTS && NETWORKS
  LOCAL_POINTER float *aleatorics = 0;
#endif
#if MOMENTS && NETWORKS && (NOISY || HALLUCINATED)
  __local float epistemics[STATES * ROWS];
#elif MOMENTS && NETWORKS
  LOCAL_POINTER float *epistemics = 0;
#endif
#if JOINT && NETWORKS
  __local float means[STATES * ROWS];
#endif
#if NOISY
  __local float noise[AHEAD * STATES];
#endif
  const int item = get_local_id(0);
  const float perStep = arena[DISCOUNT_AT];
#if NETWORKS
  COLUMN state = states + item % ROWS;
  COLUMN action = actions + item % ROWS;
  COLUMN next = nexts + item % ROWS;
#else
  float state[STATES];
  float action[ACTIONS];
  float next[STATES];
#endif
#if JOINT && NETWORKS && !ENSEMBLE
  COLUMN middle = means + item % ROWS;
  COLUMN aleatoric = aleatorics + item % ROWS;
  COLUMN epistemic = epistemics + item % ROWS;
#elif JOINT && !ENSEMBLE
  float middle[STATES];
  float aleatoric[STATES];
  float epistemic[STATES];
#endif
  const int blocks = (plans + ROWS - 1) / ROWS;
  const int tiles = PROBLEMS * APART * blocks;
  for (int tile = get_group_id(0); tile < tiles; tile += get_num_groups(0)) {
    const int plan = tile % blocks * ROWS + item;
    const int problem = tile / blocks / APART;
#if !JOINT
    const int particle = tile / blocks % PARTICLES;
#endif
    const int own = item < ROWS;
    const int real = own && plan < plans;
    if (own) {
#pragma unroll
      for (int i = 0; i < STATES; i++) {
        state[AT(i)] = arena[STATE_AT + problem * STATES + i];
      }
    }
    float total = 0.0f;
    float discount = 1.0f;
    int alive = 1;
#if CONSTRAINED || JOINT
    int violated = 0;
#endif
#if JOINT
    if (real) {
#pragma unroll 1
      for (int particle = 0; particle < PARTICLES; particle++) {
        const uint at = futureAt(problem, particle, plans, plan);
        putDown(arena, at, plans, state, total, alive, violated);
      }
    }
#endif
    for (int t = 0; t < HORIZON; t++) {
      if (own) {
        act(arena, problem, t, plans, plan, real, action);
      }
#if JOINT
      int added = 0;
#pragma unroll 1
      for (int particle = 0; particle < PARTICLES; particle++) {
        if (own) {
          const uint at = futureAt(problem, particle, plans, plan);
          alive = takenUp(arena, at, plans, real, state).alive;
        }
#if ENSEMBLE
#pragma unroll 1
        for (int e = 0; e < TOGETHER; e++) {
          if (own) {
            features(state, action, x + item, weights);
            added += alive;
            shares[item] = alive ? 1.0f / (float)added : 0.0f;
          }
          barrier(CLK_LOCAL_MEM_FENCE);
          const int member = TOGETHER == 1 ? memberOf(arena, problem, particle, t) : e;
          memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
          addMember(states, x, shares, weights, means, aleatorics, epistemics, item);
        }
#else
        if (own) {
          float variance[STATES];
          equations(state, action, next, variance);
          added += alive;
          const float share = alive ? 1.0f / (float)added : 0.0f;
          for (int i = 0; i < STATES; i++) {
            const float predicted = next[AT(i)] + state[AT(i)] * 0.0f;
            addGaussian(middle, aleatoric, epistemic, AT(i), predicted, variance[i], share);
          }
        }
#endif
      }
#pragma unroll 1
      for (int particle = 0; particle < PARTICLES; particle++) {
      if (own) {
        const uint at = futureAt(problem, particle, plans, plan);
        const Tally tally = takenUp(arena, at, plans, real, state);
        total = tally.total;
        alive = tally.alive;
        violated = tally.violated;
      }
#endif
#if NOISY
#if !JOINT
      if (t % AHEAD == 0)
#endif
      {
        const Noise stream = noiseOf(arena, NEXT_STATE_STREAM, problem);
        const uint element = ((uint)particle * HORIZON + t) * STATES;
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int i = item; i < AHEAD * STATES; i += ITEMS) {
          noise[i] = normalAt(stream, element + i);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      NOISE drawn = noise + t % AHEAD * STATES;
#else
      NOISE drawn = 0;
#endif
#if JOINT && ENSEMBLE
      mixtureNext(means, aleatorics, epistemics, drawn, nexts, item);
#elif JOINT
      if (own) {
        for (int i = 0; i < STATES; i++) {
          next[AT(i)] = drawnAt(middle, aleatoric, epistemic, AT(i), drawn[i]);
        }
      }
#elif MIXTURE
      addMembers(state, action, states, x, shares, weights, nexts, aleatorics, epistemics, item);
#if HALLUCINATED
      const float beta = arena[BETA_AT];
      hopedNext(nexts, aleatorics, epistemics, actions, beta, drawn, nexts, item);
#else
      mixtureNext(nexts, aleatorics, epistemics, drawn, nexts, item);
#endif
#elif ENSEMBLE
      if (own) {
        features(state, action, x + item, weights);
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      const int member = memberOf(arena, problem, particle, t);
      memberNetwork(x, weights + MEMBER_AT + member * MEMBER_WORDS, item);
      ensembleNext(states, x, drawn, weights, nexts, item);
#else
      if (own) {
        equations(state, action, drawn, next);
      }
#endif
#if REWARD_NETWORK
      const float learnedReward = rewardLearned(states, actions, x, weights, item);
#endif
      if (own) {
#if REWARD_NETWORK
        const float reward = learnedReward;
#else
        const float reward = rewardOf(state, action, next);
#endif
        const float flaw = flawOf(next);
        const float earned = discount * reward + flaw;
        total += alive ? earned : 0.0f;
#if CONSTRAINED
        violated = violated
            || (alive && (violatedOf(state, action, next) != 0.0f || flaw != 0.0f));
#endif
        alive = alive && terminationOf(state, action, next) == 0.0f;
#pragma unroll
        for (int i = 0; i < STATES; i++) {
          state[AT(i)] = next[AT(i)];
        }
      }
#if JOINT
      if (real) {
        const uint at = futureAt(problem, particle, plans, plan);
        putDown(arena, at, plans, state, total, alive, violated);
      }
      } // The next particle's turn.
#endif
      discount *= perStep;
    }
#if JOINT
#pragma unroll 1
    for (int particle = 0; particle < PARTICLES; particle++) {
    if (own) {
      const uint at = futureAt(problem, particle, plans, plan);
      const Tally tally = takenUp(arena, at, plans, real, state);
      total = tally.total;
      alive = tally.alive;
      violated = tally.violated;
    }
#endif
#if VALUE_READS_ACTION && POLICY
    policyActions(arena, states, actions, x, weights, item);
#elif VALUE_READS_ACTION
    if (own) {
      act(arena, problem, HORIZON, plans, plan, real, action);
    }
#endif
#if VALUE_NETWORK
    const float learnedValue = valueLearned(states, actions, x, weights, item);
#endif
    if (own) {
#if VALUE_NETWORK
      const float value = learnedValue;
#else
      const float value = valueOf(state, action);
#endif
      total += alive ? discount * value : 0.0f;
    }
    if (real) {
      const uint at = (uint)(problem * PARTICLES + particle) * plans + plan;
      arena[(plans == 1 ? SINGLE_RETURNS_AT : RETURNS_AT) + at] = total;
#if CONSTRAINED
      arena[(plans == 1 ? SINGLE_VIOLATIONS_AT : VIOLATIONS_AT) + at] = violated ? 1.0f : 0.0f;
#endif
    }
#if JOINT
    }
#endif
  }
}
