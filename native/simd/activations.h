// The nonlinearities after a layer, within 2e-7, by the polynomials of the Cephes library (Moshier).
#pragma once

#include "lanes.h"

namespace {

// exp(x) for x held where that is a normal float; NaN stays.
inline Lanes exponential(Lanes x) {
  constexpr float ROUND = 0x1.8p23f;  // Adding and subtracting it rounds to an integer.
  x = held(x, -87.33654f, 88.0f);
  Lanes shifted = fma(x, all(1.44269504f), all(ROUND));
  Lanes n = shifted - ROUND;
  Lanes r = fma(n, all(2.12194440e-4f), fma(n, all(-0.693359375f), x));
  Lanes p = fma(all(1.9875691500e-4f), r, all(1.3981999507e-3f));
  p = fma(p, r, all(8.3334519073e-3f));
  p = fma(p, r, all(4.1665795894e-2f));
  p = fma(p, r, all(1.6666665459e-1f));
  p = fma(p, r, all(5.0000001201e-1f));
  p = fma(p, r * r, r + 1.0f);
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
    Lanes e = exponential(size + size) + 1.0f;
    Lanes large = (e - 2.0f) / e;
    large = x < 0 ? -large : large;
    return z < 0.390625f ? small : large;
  }
};

struct Sigmoid {
  static Lanes of(Lanes x) { return 1.0f / (exponential(-x) + 1.0f); }
};

struct Silu {
  static Lanes of(Lanes x) { return x / (exponential(-x) + 1.0f); }
};

}  // namespace
