package dev.foresight.compute;

/**
 * Elementary functions in single precision for one number: polynomials of the Cephes library
 * (Moshier), error below 2e-7.
 */
final class FloatMath {
  /** Adding and subtracting this rounds a float below 2^22 to an integer. */
  static final float ROUND = 0x1.8p23f;

  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float EXP_LOWEST = -87.33654f;
  static final float EXP_HIGHEST = 88.72283f;

  /** Up to here 2^n is a normal float, so that one factor does. */
  static final float EXP_NORMAL = 88f;

  static final float[] EXP = {
    1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f,
    4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f
  };
  static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };
  static final float[] SIN = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
  static final float[] COS = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};
  static final float[] TANH = {
    -5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f
  };
  static final float[] ATAN = {
    8.05374449538e-2f, -1.38776856032e-1f, 1.99777106478e-1f, -3.33329491539e-1f
  };
  static final float TWO_OVER_PI = 0.636619772f;
  static final float HALF_PI_1 = 1.5703125f;
  static final float HALF_PI_2 = 4.83751296997e-4f;
  static final float HALF_PI_3 = 7.54978995489e-8f;

  /** Beyond this angle the range reduction loses digits; the exact functions take over. */
  static final float ANGLE = 8192f;

  static final float TAN_PI_8 = 0.414213562f;
  static final float HALF_PI = 1.57079633f;
  static final float QUARTER_PI = 0.785398163f;
  static final float PI = 3.14159265f;

  private FloatMath() {}

  static float polynomial(float[] coefficients, float x) {
    float sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  static float exp(float x) {
    if (!(x >= EXP_LOWEST)) {
      return x != x ? x : 0;
    } else if (x > EXP_HIGHEST) {
      return Float.POSITIVE_INFINITY;
    }
    float n = x * LOG2_E + ROUND - ROUND;
    float r = x - n * LN2_HIGH - n * LN2_LOW;
    float y = polynomial(EXP, r) * r * r + r + 1;
    int half = (int) n / 2;
    return y * power(half) * power((int) n - half);
  }

  private static float power(int n) {
    return Float.intBitsToFloat(n + 127 << 23);
  }

  static float log(float x) {
    if (!(x > 0) || x == Float.POSITIVE_INFINITY) {
      return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
    }
    float scale = x < Float.MIN_NORMAL ? 0x1p24f : 1;
    int bits = Float.floatToRawIntBits(x * scale) - 0x3f3504f3;
    float e = (bits >> 23) - (scale == 1 ? 0 : 24);
    float f = Float.intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3) - 1;
    float z = f * f;
    return f + (polynomial(LOG, f) * f * z + e * LN2_LOW - 0.5f * z) + e * LN2_HIGH;
  }

  static float sin(float x) {
    return wave(x, 0);
  }

  static float cos(float x) {
    return wave(x, 1);
  }

  private static float wave(float x, int quarter) {
    if (!(Math.abs(x) <= ANGLE)) {
      return (float) (quarter == 0 ? Math.sin(x) : Math.cos(x));
    }
    float n = x * TWO_OVER_PI + ROUND - ROUND;
    float r = x - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3;
    int quadrant = (int) n + quarter;
    float z = r * r;
    float y = (quadrant & 1) == 0
        ? polynomial(SIN, z) * z * r + r
        : polynomial(COS, z) * z * z - 0.5f * z + 1;
    return (quadrant & 2) == 0 ? y : -y;
  }

  static float tanh(float x) {
    float size = Math.abs(x);
    if (size < 0.625f) {
      float z = x * x;
      return polynomial(TANH, z) * z * x + x;
    }
    float y = 1 - 2 / (exp(2 * size) + 1);
    return x < 0 ? -y : y;
  }

  static float atan2(float y, float x) {
    float ay = Math.abs(y);
    float ax = Math.abs(x);
    float high = Math.max(ay, ax);
    float low = Math.min(ay, ax);
    if (!(high > 0 && high < Float.POSITIVE_INFINITY)) {
      return (float) Math.atan2(y, x);
    }
    float q = low / high;
    boolean far = q > TAN_PI_8;
    float r = far ? (q - 1) / (q + 1) : q;
    float z = r * r;
    float angle = polynomial(ATAN, z) * z * r + r + (far ? QUARTER_PI : 0);
    angle = ay > ax ? HALF_PI - angle : angle;
    angle = x < 0 ? PI - angle : angle;
    return Math.copySign(angle, y);
  }

  static final float SQRT_HALF = 0.707106781f;
  static final float SQRT_2 = 1.41421356f;

  /** {@code Phi(2) - Phi(-2)}. */
  static final float WITHIN_TWO = 0.954499736f;

  /** Abramowitz and Stegun 7.1.26: error function, absolute error below 2e-7. */
  static final float ERF_P = 0.3275911f;

  static final float[] ERF = {1.061405429f, -1.453152027f, 1.421413741f, -0.284496736f, 0.254829592f
  };

  /** Giles 2010, "Approximating the erfinv function": central branch. */
  static final float[] ERF_INVERSE = {
    2.81022636e-08f,
    3.43273939e-07f,
    -3.5233877e-06f,
    -4.39150654e-06f,
    0.00021858087f,
    -0.00125372503f,
    -0.00417768164f,
    0.246640727f,
    1.50140941f
  };

  /** {@code sqrt(2) erfinv(WITHIN_TWO erf(z / sqrt(2)))}; its argument stays in the central branch. */
  static float truncate(float z) {
    float x = Math.abs(z) * SQRT_HALF;
    float t = 1 / (1 + ERF_P * x);
    float p = WITHIN_TWO * (1 - polynomial(ERF, t) * t * exp(-x * x));
    float w = -log((1 - p) * (1 + p)) - 2.5f;
    return Math.copySign(SQRT_2 * p * polynomial(ERF_INVERSE, w), z);
  }
}
