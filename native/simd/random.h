// Random numbers.
#pragma once

#include <cstdint>

namespace simd {

// Pairs of standard normal numbers from blocks of Philox4x32-10 (Salmon and others 2011) under the key (seed, problem): of the
// counters (block, call, stream, upper), (block + 1, ...) and so on words 0 and 2 to even, 1 and 3 to odd, in pairs by Box
// and Muller. A multiple of 32 pairs.
struct Draw {
  int32_t block;
  int32_t call;
  int32_t stream;
  int32_t upper;
  int32_t seed;
  int32_t problem;
};

typedef void Normals(const Draw &draw, float *even, float *odd, int pairs);

Normals normalsAVX2;
Normals normalsAVX512;
Normals normalsNEON;
Normals normalsAVX512BF16;

}  // namespace simd
