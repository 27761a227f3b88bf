/* The risk functional of a plan's returns, which are finite: RETURNS from at on, stride apart. The scale
   is a power of 2 that brings the greatest near 1, so that no sum and no square overflows. */

/* The mean of the scaled returns of every step-th future from first on. */
FUNCTION float meanOf(__global const float *returns, const uint stride, const float scale,
    const uint first, const uint step) {
  Sum sum = zero();
  int count = 0;
  for (uint p = first; p < PARTICLES; p += step) {
    sum = plus(sum, returns[p * stride] * scale);
    count++;
  }
  return total(sum) / (float)count;
}

#if defined(RISK_MEAN)
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  return meanOf(returns, stride, scale, 0u, 1u) / scale;
}
#endif

#if defined(RISK_WORST)
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  return least;
}
#endif

#if defined(RISK_VAR) || defined(RISK_CVAR)
/* How many of the lowest returns make a share of all. */
FUNCTION int wantedOf(const float share) {
  const int count = (int)ceil(share * (float)PARTICLES);
  return count < 1 ? 1 : count;
}

/* The least key that has, together with those below it, as many returns as wanted. */
FUNCTION uint keyOfLowest(__global const float *returns, const uint stride, const float least,
    const float greatest, const int wanted) {
  uint low = keyOf(least);
  uint high = keyOf(greatest);
  while (low < high) {
    const uint middle = low + (high - low) / 2u;
    int count = 0;
    for (uint p = 0u; p < PARTICLES; p++) {
      count += keyOf(returns[p * stride]) <= middle;
    }
    if (count >= wanted) {
      high = middle;
    } else {
      low = middle + 1u;
    }
  }
  return low;
}
#endif

#if defined(RISK_VAR)
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  return numberOf(keyOfLowest(returns, stride, least, greatest, wantedOf(parameter)));
}
#endif

#if defined(RISK_CVAR)
/* The mean of the lowest: all below the key that has at most as many below it, and as often that. */
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  const int wanted = wantedOf(parameter);
  const uint low = keyOfLowest(returns, stride, least, greatest, wanted);
  Sum sum = zero();
  int below = 0;
  for (uint p = 0u; p < PARTICLES; p++) {
    const float value = returns[p * stride];
    if (keyOf(value) < low) {
      sum = plus(sum, value * scale);
      below++;
    }
  }
  sum = plus(sum, (float)(wanted - below) * (numberOf(low) * scale));
  return total(sum) / (float)wanted / scale;
}
#endif

#if defined(RISK_ENTROPIC)
/* -log(mean(exp(-theta return))) / theta, with the greatest exponent taken out. Where all exponents are
   small the sum of exp(x) - 1 keeps the digits that the sum of exp(x) would lose. */
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  const float shift = parameter > 0.0f ? least : greatest;
  Sum sum = zero();
  Sum change = zero();
  for (uint p = 0u; p < PARTICLES; p++) {
    const float distance = 0.5f * returns[p * stride] - 0.5f * shift;
    const float exponent = -2.0f * (parameter * distance);
    sum = plus(sum, exp(exponent));
    change = plus(change, expm1(exponent));
  }
  const float mean = total(change) / (float)PARTICLES;
  const float power = mean > -0.5f ? log1p(mean) : log(total(sum) / (float)PARTICLES);
  return shift - power / parameter;
}
#endif

#if defined(RISK_MEANSTD)
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  const float mean = meanOf(returns, stride, scale, 0u, 1u);
  Sum squares = zero();
  for (uint p = 0u; p < PARTICLES; p++) {
    const float distance = returns[p * stride] * scale - mean;
    squares = plus(squares, distance * distance);
  }
  const float std = sqrt(total(squares) / (float)PARTICLES);
  return mean / scale + parameter * (std / scale);
}
#endif

#if defined(RISK_EPISTEMIC_MEANSTD)
/* The deviation is that between the members' mean returns; futures p and p + carriers share a member. */
FUNCTION float riskOf(__global const float *returns, const uint stride, const float least,
    const float greatest, const float scale, const float parameter, const int carriers) {
  Sum means = zero();
  for (int e = 0; e < carriers; e++) {
    means = plus(means, meanOf(returns, stride, scale, e, carriers));
  }
  const float centre = total(means) / (float)carriers;
  Sum squares = zero();
  for (int e = 0; e < carriers; e++) {
    const float distance = meanOf(returns, stride, scale, e, carriers) - centre;
    squares = plus(squares, distance * distance);
  }
  const float std = sqrt(total(squares) / (float)carriers);
  return meanOf(returns, stride, scale, 0u, 1u) / scale + parameter * (std / scale);
}
#endif
