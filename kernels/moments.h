// Mean and variance of a mixture of normal distributions: the variance is the sum of the aleatoric,
// the mean of their variances, and the epistemic, the variance of their means. They are added one
// after the other, and the moments of those so far are kept (Welford 1962).

// Mean and variance of some numbers.
typedef struct {
  float mean;
  float variance;
} Spread;

// What one that counts has of so many, itself included; 0 for one that does not count.
FUNCTION float shareOf(const int counts, const int count) {
  return counts ? 1.0f / (float)count : 0.0f;
}

// One number more, which has that share: 1 where it is the first, whatever was before.
FUNCTION Spread withOne(const Spread before, const float added, const float share) {
  const int first = share == 1.0f;
  const float mean = first ? added : before.mean;
  const float variance = first ? 0.0f : before.variance;
  const float distance = share != 0.0f ? added - mean : 0.0f;
  Spread after;
  after.variance = variance + (distance * distance * (1.0f - share) - variance) * share;
  after.mean = mean + distance * share;
  return after;
}

// Adds one distribution, with its share, to the moments at one place.
FUNCTION void addGaussian(
    COLUMN mean, COLUMN aleatoric, COLUMN epistemic, const int at, const float added,
    const float variance, const float share) {
  Spread spread;
  spread.mean = mean[at];
#if NOISY || HALLUCINATED
  spread.variance = epistemic[at];
#else
  spread.variance = 0.0f;
#endif
  spread = withOne(spread, added, share);
  mean[at] = spread.mean;
#if NOISY || HALLUCINATED
  epistemic[at] = spread.variance;
#endif
#if NOISY
  const float within = share == 1.0f ? variance : aleatoric[at];
  const float more = share != 0.0f ? variance - within : 0.0f;
  aleatoric[at] = within + more * share;
#endif
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
