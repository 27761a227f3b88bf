#if TRUNCATED
/* T(z) of Randomness.java: sqrt(2) erfinv(c erf(z / sqrt(2))) with c = Phi(2) - Phi(-2). The error function
   is Abramowitz and Stegun 7.1.26, its inverse the central branch of Giles 2010. */
FUNCTION float truncated(const float z) {
  const float x = fabs(z) * 0.707106781f;
  const float t = 1.0f / (1.0f + 0.3275911f * x);
  const float tail = ((((1.061405429f * t - 1.453152027f) * t + 1.421413741f) * t - 0.284496736f) * t +
                         0.254829592f) * t * exp(-x * x);
  const float p = 0.954499736f * (1.0f - tail);
  const float w = -log((1.0f - p) * (1.0f + p)) - 2.5f;
  float inverse = 2.81022636e-08f * w + 3.43273939e-07f;
  inverse = inverse * w - 3.5233877e-06f;
  inverse = inverse * w - 4.39150654e-06f;
  inverse = inverse * w + 0.00021858087f;
  inverse = inverse * w - 0.00125372503f;
  inverse = inverse * w - 0.00417768164f;
  inverse = inverse * w + 0.246640727f;
  inverse = inverse * w + 1.50140941f;
  const float size = 1.41421356f * p * inverse;
  return z < 0.0f ? -size : size;
}
#endif
