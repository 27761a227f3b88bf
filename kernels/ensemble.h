// The Gaussian head of an ensemble.

#include "moments.h"

// The mean that the network's output x says, at element at / ROWS of plan at % ROWS.
FUNCTION float meanAt(
    LOCAL_POINTER const float *states, LOCAL_POINTER const float *x,
    __global const float *weights, const int at) {
  const int i = at / ROWS;
  float mean = x[i * PITCH + at % ROWS];
  if (weights[DELTA_AT + i] != 0.0f) {
    mean += states[at];
  }
  return mean;
}

// The standard deviation there: the raw log-variance is held softly between two bounds, of which these are exponentials.
FUNCTION float deviationAt(
    LOCAL_POINTER const float *x, __global const float *weights, const int at) {
  const int i = at / ROWS;
  const float raw = x[(STATES + i) * PITCH + at % ROWS];
  const float variance = weights[LEAST_VARIANCE_AT + i] + native_divide(1.0f, weights[INVERSE_MOST_AT + i] + exp(-raw));
  return variance * rsqrt(variance);
}

#if MOMENTS
// Adds what the member with output x says to the moments of every plan, with its share for each. Every
// item takes part; all is complete before and after.
FUNCTION void addMember(
    LOCAL_POINTER const float *states, LOCAL_POINTER const float *x,
    LOCAL_POINTER const float *shares, __global const float *weights, LOCAL_POINTER float *means,
    LOCAL_POINTER float *aleatoric, LOCAL_POINTER float *epistemic, const int item) {
  for (int at = item; at < STATES * ROWS; at += ITEMS) {
    float variance = 0.0f;
#if NOISY && GAUSSIAN
    const float std = deviationAt(x, weights, at);
    variance = std * std;
#endif
    const float mean = meanAt(states, x, weights, at);
    addGaussian(means, aleatoric, epistemic, at, mean, variance, shares[at % ROWS]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

#if MIXTURE
// Puts what all members say about every plan into its moments. The columns are an item's own plan's.
// Every item takes part; all is complete before and after.
FUNCTION void addMembers(
    COLUMN state, COLUMN action, LOCAL_POINTER const float *states, LOCAL_POINTER float *x,
    LOCAL_POINTER float *shares, __global const float *weights, LOCAL_POINTER float *means,
    LOCAL_POINTER float *aleatoric, LOCAL_POINTER float *epistemic, const int item) {
  for (int e = 0; e < MEMBERS; e++) {
    if (item < ROWS) {
      features(state, action, x + item, weights);
      shares[item] = shareOf(1, e + 1);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    memberNetwork(x, weights + MEMBER_AT + e * MEMBER_WORDS, item);
    addMember(states, x, shares, weights, means, aleatoric, epistemic, item);
  }
}
#endif

#if HALLUCINATED
// The next state of every plan: the mean, moved by what the plan chooses of beta deviations between the
// members, and noise of their own. Every item takes part; all is complete before and after.
FUNCTION void hopedNext(
    LOCAL_POINTER const float *means, LOCAL_POINTER const float *aleatoric,
    LOCAL_POINTER const float *epistemic, LOCAL_POINTER const float *actions, const float beta,
    NOISE noise, LOCAL_POINTER float *nexts, const int item) {
  for (int at = item; at < STATES * ROWS; at += ITEMS) {
    float next = means[at] + beta * sqrt(epistemic[at]) * actions[MODEL_ACTIONS * ROWS + at];
#if NOISY
    next += sqrt(aleatoric[at]) * noise[at / ROWS];
#endif
    nexts[at] = next;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
#endif

// The next state of every plan from the moments and the step's noise. Every item takes part; all is
// complete before and after.
FUNCTION void mixtureNext(
    LOCAL_POINTER float *means, LOCAL_POINTER float *aleatoric, LOCAL_POINTER float *epistemic,
    NOISE noise, LOCAL_POINTER float *nexts, const int item) {
  for (int at = item; at < STATES * ROWS; at += ITEMS) {
#if NOISY
    nexts[at] = drawnAt(means, aleatoric, epistemic, at, noise[at / ROWS]);
#else
    nexts[at] = means[at];
#endif
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
#else
// The next state of every plan from the member's output x and the step's noise. Every item takes
// part; all is complete before and after.
FUNCTION void ensembleNext(
    LOCAL_POINTER const float *states, LOCAL_POINTER const float *x, NOISE noise,
    __global const float *weights, LOCAL_POINTER float *nexts, const int item) {
  for (int at = item; at < STATES * ROWS; at += ITEMS) {
    float next = meanAt(states, x, weights, at);
#if NOISY
    next += deviationAt(x, weights, at) * noise[at / ROWS];
#endif
    nexts[at] = next;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
#endif
