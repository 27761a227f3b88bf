/* Numbers as unsigned integers in the same order; -0 is 0, and what is not finite is 0u, below all. */
FUNCTION uint keyOf(const float x) {
  const uint bits = x == 0.0f ? 0u : as_uint(x);
  const uint key = (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
  return isfinite(x) ? key : 0u;
}

/* The number of a key that is not 0u. */
FUNCTION float numberOf(const uint key) {
  return as_float((key & 0x80000000u) != 0u ? key & 0x7fffffffu : ~key);
}
