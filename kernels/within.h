/* x held between two bounds; NaN stays NaN. */
FUNCTION float within(const float x, const float low, const float high) {
  return x < low ? low : x > high ? high : x;
}
