// The nonlinearities with their slopes.
#pragma once

#include "activations.h"

namespace {

struct Curve {
  Lanes value, slope;
};

template <class Activation>
struct Curved;

template <>
struct Curved<Identity> {
  static Curve of(Lanes x) { return {x, all(1)}; }
};

template <>
struct Curved<Relu> {
  static Curve of(Lanes x) {
    Lanes slope = x > 0 ? all(1) : Lanes{};
    return {x * slope, slope};
  }
};

template <>
struct Curved<LeakyRelu> {
  static Curve of(Lanes x) {
    Lanes slope = x > 0 ? all(1) : all(0.01f);
    return {x * slope, slope};
  }
};

template <>
struct Curved<Tanh> {
  static Curve of(Lanes x) {
    Lanes t = Tanh::of(x);
    return {t, 1.0f - t * t};
  }
};

template <>
struct Curved<Sigmoid> {
  static Curve of(Lanes x) {
    Lanes s = Sigmoid::of(x);
    return {s, s * (1.0f - s)};
  }
};

template <>
struct Curved<Silu> {
  static Curve of(Lanes x) {
    Lanes s = Sigmoid::of(x);
    Lanes y = x * s;
    return {y, fma(y, 1.0f - s, s)};
  }
};

}  // namespace
