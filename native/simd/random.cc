// Philox's blocks side by side, one in each 64 bits, and Box and Muller's pairs of them.
#include "random.h"

#include "functions.h"

namespace {

typedef uint64_t Words __attribute__((vector_size(LANES_BYTES)));
typedef uint32_t Unsigned __attribute__((vector_size(LANES_BYTES)));
constexpr int BLOCKS = LANES / 2;

inline Words word(uint32_t x) { return x + Words{}; }

// Of the lower halves.
inline Words product(Words a, uint32_t b) {
#if LANES_BYTES == 64
  return (Words)_mm512_maskz_mul_epu32(0xff, (__m512i)a, (__m512i)word(b));
#elif LANES_BYTES == 32
  return (Words)_mm256_mul_epu32((__m256i)a, (__m256i)word(b));
#else
  return (Words)vmull_u32(vmovn_u64((uint64x2_t)a), vdup_n_u32(b));
#endif
}

// Of a word's upper 24 bits, within (0, 1).
inline Lanes uniform(Unsigned word) {
  return (__builtin_convertvector((Ints)(word >> 8), Lanes) + 0.5f) * 0x1p-24f;
}

}  // namespace

#define JOINED(a, b) a##b
#define NAMED(level) JOINED(normals, level)

void simd::NAMED(LEVEL)(const Draw &draw, float *even, float *odd, int pairs) {
  Words counter = {};
  for (int i = 0; i < BLOCKS; i++) counter[i] = i;
  // Two vectors of blocks at a time, as each waits for its products.
  constexpr int TWO = 2;
  for (int at = 0; at < pairs; at += TWO * LANES) {
    // Upper halves are nobody's concern until the end.
    Words c0[TWO], c1[TWO], c2[TWO], c3[TWO];
    for (int i = 0; i < TWO; i++) {
      c0[i] = counter + word(draw.block + at / 2 + i * BLOCKS);
      c1[i] = word(draw.call);
      c2[i] = word(draw.stream);
      c3[i] = word(draw.upper);
    }
    uint32_t k0 = draw.seed, k1 = draw.problem;
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < TWO; i++) {
        Words p0 = product(c0[i], 0xD2511F53), p1 = product(c2[i], 0xCD9E8D57);
        c0[i] = (p1 >> 32) ^ c1[i] ^ word(k0);
        c2[i] = (p0 >> 32) ^ c3[i] ^ word(k1);
        c1[i] = p1;
        c3[i] = p0;
      }
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    for (int i = 0; i < TWO; i++) {
      Lanes u0 = uniform((Unsigned)(c2[i] << 32 | (c0[i] & 0xFFFFFFFF)));
      Lanes u1 = uniform((Unsigned)(c3[i] << 32 | (c1[i] & 0xFFFFFFFF)));
      Lanes radius = root(Log::of(u0) * -2.0f);
      // Turns are reduced before they become an angle.
      Lanes shifted = fma(u1, all(4), all(ROUND));
      Wave wave(fma(u1, all(4), ROUND - shifted) * 1.57079633f, (Ints)shifted);
      store(radius * wave.cosine, even + at + i * LANES);
      store(radius * wave.sine, odd + at + i * LANES);
    }
  }
}
