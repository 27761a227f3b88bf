// Elementary functions of vectors, by the polynomials of the Cephes library (Moshier), within 2e-7, for arguments that are
// ordinary; what is not goes one by one.
#pragma once

#include <cmath>

#include "activations.h"

namespace {

constexpr float ROUND = 0x1.8p23f;  // Adding and subtracting it rounds to an integer.
constexpr float LARGEST = 0x1.fffffep127f;
constexpr float SMALLEST = 0x1p-126f;

inline Lanes size(Lanes x) { return (Lanes)((Ints)x & 0x7fffffff); }

// Whether all bits are 0.
inline bool none(Ints bits) {
#if LANES_BYTES == 64
  return _mm512_test_epi32_mask((__m512i)bits, (__m512i)bits) == 0;
#elif LANES_BYTES == 32
  return _mm256_testz_si256((__m256i)bits, (__m256i)bits);
#else
  return vmaxvq_u32((uint32x4_t)bits) == 0;
#endif
}

inline Lanes root(Lanes x) {
#if LANES_BYTES == 64
  return (Lanes)_mm512_maskz_sqrt_ps(0xffff, (__m512)x);
#elif LANES_BYTES == 32
  return (Lanes)_mm256_sqrt_ps((__m256)x);
#else
  return (Lanes)vsqrtq_f32((float32x4_t)x);
#endif
}

// The larger or the smaller; NaN if either is.
inline Lanes most(Lanes a, Lanes b) { return a != a ? a : larger(a, b); }

inline Lanes least(Lanes a, Lanes b) { return a != a ? a : smaller(a, b); }

// Sine and cosine of r, within a quarter of pi, times a sign and in an order that the quadrant gives.
struct Wave {
  Lanes sine, cosine;

  Wave(Lanes r, Ints quadrant) {
    Lanes z = r * r;
    Lanes s = fma(all(-1.9515295891e-4f), z, all(8.3321608736e-3f));
    s = fma(fma(s, z, all(-1.6666654611e-1f)) * z, r, r);
    Lanes c = fma(all(2.443315711809948e-5f), z, all(-1.388731625493765e-3f));
    c = fma(fma(c, z, all(4.166664568298827e-2f)) * z, z, fma(z, all(-0.5f), all(1)));
    Ints change = ((Ints)s ^ (Ints)c) & -(quadrant & 1);
    sine = (Lanes)((Ints)s ^ change ^ (quadrant & 2) << 30);
    cosine = (Lanes)((Ints)c ^ change ^ ((quadrant + 1) & 2) << 30);
  }
};

struct Exp {
  static Ints ordinary(Lanes x) { return size(x) <= 87.0f; }

  // More exact for large x than what networks take.
  static Lanes of(Lanes x) {
    Lanes shifted = fma(x, all(1.44269504f), all(ROUND));
    Lanes n = shifted - ROUND;
    Lanes r = fma(n, all(2.12194440e-4f), fma(n, all(-0.693359375f), x));
    Lanes p = fma(all(1.9875691500e-4f), r, all(1.3981999507e-3f));
    p = fma(p, r, all(8.3334519073e-3f));
    p = fma(p, r, all(4.1665795894e-2f));
    p = fma(p, r, all(1.6666665459e-1f));
    p = fma(p, r, all(5.0000001201e-1f));
    p = fma(p, r * r, r + 1.0f);
    return (Lanes)((Ints)p + ((Ints)shifted << 23));
  }

  static float exact(float x) { return std::exp(x); }
};

struct Log {
  static Ints ordinary(Lanes x) { return (x >= SMALLEST) & (x <= LARGEST); }

  static Lanes of(Lanes x) {
    constexpr int ROOT_HALF = 0x3f3504f3;
    Ints bits = (Ints)x - ROOT_HALF;
    Lanes e = __builtin_convertvector(bits >> 23, Lanes);
    Lanes f = (Lanes)((bits & 0x7fffff) + ROOT_HALF) - 1.0f;
    Lanes p = fma(all(7.0376836292e-2f), f, all(-1.1514610310e-1f));
    p = fma(p, f, all(1.1676998740e-1f));
    p = fma(p, f, all(-1.2420140846e-1f));
    p = fma(p, f, all(1.4249322787e-1f));
    p = fma(p, f, all(-1.6668057665e-1f));
    p = fma(p, f, all(2.0000714765e-1f));
    p = fma(p, f, all(-2.4999993993e-1f));
    p = fma(p, f, all(3.3333331174e-1f));
    Lanes z = f * f;
    p = fma(z, all(-0.5f), fma(e, all(-2.12194440e-4f), p * f * z));
    return fma(e, all(0.693359375f), f + p);
  }

  static float exact(float x) { return std::log(x); }
};

// Angles beyond lose digits.
struct Angle {
  static Ints ordinary(Lanes x) { return size(x) <= 8192.0f; }

  static Wave of(Lanes x) {
    Lanes shifted = fma(x, all(0.636619772f), all(ROUND));
    Lanes n = shifted - ROUND;
    Lanes r = fma(n, all(-4.83751296997e-4f), fma(n, all(-1.5703125f), x));
    return Wave(fma(n, all(-7.54978995489e-8f), r), (Ints)shifted);
  }
};

struct Sin : Angle {
  static Lanes of(Lanes x) { return Angle::of(x).sine; }
  static float exact(float x) { return static_cast<float>(std::sin(static_cast<double>(x))); }
};

struct Cos : Angle {
  static Lanes of(Lanes x) { return Angle::of(x).cosine; }
  static float exact(float x) { return static_cast<float>(std::cos(static_cast<double>(x))); }
};

// The angle of a point; of the origin and of what is not finite one by one.
struct Atan2 {
  static Ints ordinary(Lanes y, Lanes x) {
    Lanes high = larger(size(y), size(x));
    return (high > 0.0f) & (size(y) <= LARGEST) & (size(x) <= LARGEST);
  }

  static Lanes of(Lanes y, Lanes x) {
    constexpr float QUARTER = 0.785398163f;
    Lanes q = smaller(size(y), size(x)) / larger(size(y), size(x));
    Ints far = q > 0.414213562f;
    Lanes r = far ? (q - 1.0f) / (q + 1.0f) : q;
    Lanes z = r * r;
    Lanes p = fma(all(8.05374449538e-2f), z, all(-1.38776856032e-1f));
    p = fma(p, z, all(1.99777106478e-1f));
    p = fma(p, z, all(-3.33329491539e-1f));
    Lanes angle = fma(p * z, r, r) + (far ? all(QUARTER) : Lanes{});
    angle = size(y) > size(x) ? 2 * QUARTER - angle : angle;
    angle = x < 0.0f ? 4 * QUARTER - angle : angle;
    return (Lanes)((Ints)angle | ((Ints)y & ~0x7fffffff));
  }
};

}  // namespace
