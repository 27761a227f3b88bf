// The nonlinearities after a layer, within 2e-7.
#pragma once

#include "lanes.h"

namespace {

// exp(SCALE x), held where that is a normal float; NaN stays. Split into 2^n and 2^f, f within a half: the
// polynomial is the best of its degree for 2^f, within 1e-7.
template <int SCALE>
inline Lanes exponential(Lanes x) {
  constexpr float LIMIT = 87.0f / (SCALE < 0 ? -SCALE : SCALE);
  constexpr float LOG2 = SCALE * 1.44269504f;
  constexpr float ROUND = 0x1.8p23f;  // Adding and subtracting it rounds to an integer.
  x = held(x, -LIMIT, LIMIT);
  Lanes shifted = fma(x, all(LOG2), all(ROUND));
  Lanes f = fma(x, all(LOG2), ROUND - shifted);
  Lanes p = fma(all(1.3264727e-3f), f, all(9.6715129e-3f));
  p = fma(p, f, all(5.5507337e-2f));
  p = fma(p, f, all(2.4022242e-1f));
  p = fma(p, f, all(6.9314698e-1f));
  p = fma(p, f, all(1.0f));
  // The exponent grows by n, which the low bits of "shifted" hold.
  return (Lanes)((Ints)p + ((Ints)shifted << 23));
}

struct Identity {
  static Lanes of(Lanes x) { return x; }
};

struct Relu {
  static Lanes of(Lanes x) { return larger(Lanes{}, x); }
};

struct LeakyRelu {
  static Lanes of(Lanes x) { return larger(x * 0.01f, x); }
};

// By the polynomial of the Cephes library (Moshier) where it is small.
struct Tanh {
  static Lanes of(Lanes x) {
    Lanes z = x * x;
    Lanes p = fma(all(-5.70498872745e-3f), z, all(2.06390887954e-2f));
    p = fma(p, z, all(-5.37397155531e-2f));
    p = fma(p, z, all(1.33314422036e-1f));
    p = fma(p, z, all(-3.33332819422e-1f));
    Lanes small = fma(p * z, x, x);
    // From the size of x: its sign is put back, and NaN is not lost.
    Lanes size = x < 0 ? -x : x;
    Lanes e = exponential<2>(size) + 1.0f;
    Lanes large = (e - 2.0f) / e;
    large = x < 0 ? -large : large;
    return z < 0.390625f ? small : large;
  }
};

struct Sigmoid {
  static Lanes of(Lanes x) { return 1.0f / (exponential<-1>(x) + 1.0f); }
};

struct Silu {
  static Lanes of(Lanes x) { return x / (exponential<-1>(x) + 1.0f); }
};

}  // namespace
