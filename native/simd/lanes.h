// A vector of floats of the widest kind that the compiler's flags allow. Everything here is in an unnamed
// namespace: the text is compiled for several kinds of vectors, and none may be linked in place of another.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__AVX512F__)
#include <immintrin.h>
#define LANES_BYTES 64
#elif defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#define LANES_BYTES 32
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#define LANES_BYTES 16
#else
#error "no vectors with a fused multiply-add: compile for AVX2 and FMA, AVX-512 or NEON"
#endif

namespace {

typedef float Lanes __attribute__((vector_size(LANES_BYTES)));
typedef int32_t Ints __attribute__((vector_size(LANES_BYTES)));
constexpr int LANES = LANES_BYTES / 4;

// Outputs in a tile of two vectors of rows: as many as the registers hold, 16 of AVX2 and 32 of the others.
constexpr int TALL = LANES == 8 ? 6 : 8;

inline Lanes load(const float *from) {
  Lanes v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

inline void store(Lanes v, float *to) { std::memcpy(to, &v, sizeof v); }

inline Lanes all(float x) { return x - Lanes{}; }

// 32 bits, whatever they mean, in every lane.
inline Lanes repeated(const float *from) {
  int32_t bits;
  std::memcpy(&bits, from, sizeof bits);
  return (Lanes)(bits - Ints{});
}

// a b + c, rounded once.
inline Lanes fma(Lanes a, Lanes b, Lanes c) {
#if LANES_BYTES == 64
  return (Lanes)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif LANES_BYTES == 32
  return (Lanes)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#else
  return (Lanes)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
#endif
}

// The larger or the smaller; b if either is NaN. (Of 64 bytes with a mask, as GCC 12 warns of its own header else.)
inline Lanes larger(Lanes a, Lanes b) {
#if LANES_BYTES == 64
  return (Lanes)_mm512_mask_max_ps((__m512)a, 0xffff, (__m512)a, (__m512)b);
#elif LANES_BYTES == 32
  return (Lanes)_mm256_max_ps((__m256)a, (__m256)b);
#else
  return a > b ? a : b;
#endif
}

inline Lanes smaller(Lanes a, Lanes b) {
#if LANES_BYTES == 64
  return (Lanes)_mm512_mask_min_ps((__m512)a, 0xffff, (__m512)a, (__m512)b);
#elif LANES_BYTES == 32
  return (Lanes)_mm256_min_ps((__m256)a, (__m256)b);
#else
  return a < b ? a : b;
#endif
}

// x within bounds; NaN stays NaN.
inline Lanes held(Lanes x, float low, float high) { return smaller(all(high), larger(all(low), x)); }

}  // namespace
