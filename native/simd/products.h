// What tiles multiply: single numbers, or, where the processor has products of bfloat16, pairs of these that belong to two
// inputs after each other. Either fills 32 bits, so that layers and weights lie in memory alike.
#pragma once

#include "lanes.h"

namespace {

#if defined(__AVX512BF16__)

// Inputs in an element.
constexpr int GROUP = 2;

inline Lanes multiplied(Lanes w, Lanes x, Lanes sum) {
  return (Lanes)_mm512_dpbf16_ps((__m512)sum, (__m512bh)w, (__m512bh)x);
}

// The sixteen bits of the nearest bfloat16, as an integer.
inline Ints rounded(Lanes x) {
  typedef uint16_t Halves __attribute__((vector_size(LANES_BYTES / 2)));
  return __builtin_convertvector((Halves)_mm512_cvtneps_pbh((__m512)x), Ints);
}

inline Lanes pair(Lanes even, Lanes odd) { return (Lanes)(rounded(even) | rounded(odd) << 16); }

#else

constexpr int GROUP = 1;

inline Lanes multiplied(Lanes w, Lanes x, Lanes sum) { return fma(w, x, sum); }

inline Lanes pair(Lanes even, Lanes) { return even; }

#endif

// Elements of so many inputs.
constexpr int grouped(int inputs) { return (inputs + GROUP - 1) / GROUP; }

}  // namespace
