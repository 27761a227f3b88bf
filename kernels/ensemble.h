// The Gaussian head of an ensemble.

// log(1 + exp(x)) without overflow.
FUNCTION float softplus(const float x) {
  return (x < 0.0f ? 0.0f : x) + log(1.0f + exp(-fabs(x)));
}

// The standard deviation whose raw log-variance is held softly between two bounds.
FUNCTION float deviation(const float raw, const float low, const float high) {
  const float bounded = high - softplus(high - raw);
  return exp(0.5f * (low + softplus(bounded - low)));
}

// The next state of every plan from the member's output x and the step's noise. Every item takes
// part; all is complete before and after.
FUNCTION void ensembleNext(
    LOCAL_POINTER const float *states, LOCAL_POINTER const float *x, NOISE noise,
    __global const float *weights, LOCAL_POINTER float *nexts, const int item) {
  for (int at = item; at < STATES * ROWS; at += ITEMS) {
    const int i = at / ROWS;
    const int row = at % ROWS;
    float next = x[i * PITCH + row];
    if (weights[DELTA_AT + i] != 0.0f) {
      next += states[at];
    }
#if NOISY
    const float raw = x[(STATES + i) * PITCH + row];
    next += deviation(raw, weights[LOWEST_AT + i], weights[HIGHEST_AT + i]) * noise[i];
#endif
    nexts[at] = next;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
