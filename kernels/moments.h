// Mean and variance of a mixture of normal distributions: the variance is the sum of the aleatoric,
// the mean of their variances, and the epistemic, the variance of their means.

// Adds one distribution at one place to the moments of those before (Welford 1962). The share is its
// part of all so far: 1 where it is the first, 0 where it does not count.
FUNCTION void addGaussian(
    COLUMN mean, COLUMN aleatoric, COLUMN epistemic, const int at, const float added,
    const float variance, const float share) {
  const int first = share == 1.0f;
  const float before = first ? added : mean[at];
  const float distance = share != 0.0f ? added - before : 0.0f;
#if NOISY
  const float within = first ? variance : aleatoric[at];
  const float more = share != 0.0f ? variance - within : 0.0f;
  aleatoric[at] = within + more * share;
#endif
#if NOISY || HALLUCINATED
  const float between = first ? 0.0f : epistemic[at];
  epistemic[at] = between + (distance * distance * (1.0f - share) - between) * share;
#endif
  mean[at] = before + distance * share;
}

// A draw from the moments at one place.
FUNCTION float drawnAt(
    COLUMN mean, COLUMN aleatoric, COLUMN epistemic, const int at, const float noise) {
#if NOISY
  return mean[at] + sqrt(aleatoric[at] + epistemic[at]) * noise;
#else
  return mean[at];
#endif
}
