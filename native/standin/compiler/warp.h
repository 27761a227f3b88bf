// What a warp does together, and the products of tensor cores by it, for g++. Fragments lie as PTX has
// them (ISA, "Matrix fragments for mma.m16n8k16" and ".m16n8k8").
#define __STANDIN__ 1

struct uint4 {
  unsigned x, y, z, w;
};
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }

namespace standin {

/** What the lanes of a warp have shown. */
struct Shown {
  const Lane *first;
  unsigned turn;
  const unsigned *of(int lane) const {
    auto record = reinterpret_cast<unsigned long>(first) + lane * stackBytes;
    return reinterpret_cast<const Lane *>(record)->shown[turn];
  }
};

/** The number of a thread in its block. */
inline unsigned numberOf(const Lane *lane) {
  const Index &at = lane->thread, &size = lane->threads;
  return (at.z * size.y + at.y) * size.x + at.x;
}

/** Shows the warp's other lanes some words, and gives what all have shown once every lane has. */
__attribute__((always_inline)) inline Shown show(const unsigned (&words)[8], int line) {
  Lane *self = lane();
  self->turn ^= 1;
  __builtin_memcpy(self->shown[self->turn], words, sizeof words);
  self->warpBarrier(self, line);
  auto record = reinterpret_cast<unsigned long>(self) - numberOf(self) % warpLanes * stackBytes;
  return {reinterpret_cast<const Lane *>(record), self->turn};
}

/** Waits for so many threads of the block, whole warps: PTX's barrier.sync of a number that is not 0. */
__attribute__((always_inline)) inline void waitForPart(int part, int threads, int line) {
  Lane *self = lane();
  self->partBarrier(self, line, part, threads);
}

/** To the nearest bfloat16, ties to even; the low half of the word. */
inline unsigned bfloat16(float x) {
  unsigned word = bits<unsigned>(x);
  if (__builtin_isnan(x)) return 0x7fff;
  return (word + 0x7fff + (word >> 16 & 1)) >> 16;
}

/** To the nearest number of eleven bits, ties away from zero. */
inline unsigned tf32(float x) {
  unsigned word = bits<unsigned>(x);
  return __builtin_isfinite(x) ? (word + 0x1000) & ~0x1fffu : word;
}

/** The next float towards zero, as tensor cores round their sums. */
inline float towardsZero(double sum) {
  float near = static_cast<float>(sum);
  bool further = __builtin_fabs(near) > __builtin_fabs(sum) && !__builtin_isinf(near);
  return further ? bits<float>(bits<unsigned>(near) - 1) : near;
}

/** Of m16n8k16 in bfloat16 and m16n8k8 in TF32: where element k of a row or column lies, and its value. */
template <bool halves>
struct Element {
  static constexpr int depth = halves ? 16 : 8, part = depth / 2, block = depth / 2;
  static int lane(int line, int k) { return line % 8 * 4 + k % part / (halves ? 2 : 1); }
  static float of(unsigned word, int k) {
    if (!halves) return bits<float>(word & ~0x1fffu);
    return bits<float>(k % 2 == 0 ? word << 16 : word & 0xffff0000u);
  }
};

/**
 * c += a b. Products are exact and summed a block at a time; sums are rounded towards zero (Fasi et al.
 * 2021, "Numerical behavior of NVIDIA tensor cores").
 */
template <bool halves>
__attribute__((always_inline)) inline void multiply(
    float *c, const uint4 &a, unsigned b0, unsigned b1, int line) {
  using E = Element<halves>;
  unsigned words[8] = {a.x, a.y, a.z, a.w, b0, b1, 0, 0};
  Shown shown = show(words, line);
  unsigned own = numberOf(lane()) % warpLanes;
  // The two rows and the two columns of which this lane has the sums.
  double rows[2][E::depth], columns[2][E::depth];
  for (int i = 0; i < 2; i++) {
    int row = own / 4 + 8 * i, column = own % 4 * 2 + i;
    for (int k = 0; k < E::depth; k++) {
      int upper = k / E::part;
      rows[i][k] = E::of(shown.of(E::lane(row, k))[i + 2 * upper], k);
      columns[i][k] = E::of(shown.of(E::lane(column, k))[4 + upper], k);
    }
  }
  for (int i = 0; i < 4; i++) {
    for (int from = 0; from < E::depth; from += E::block) {
      double sum = c[i];
      for (int k = from; k < from + E::block; k++) sum += rows[i / 2][k] * columns[i % 2][k];
      c[i] = towardsZero(sum);
    }
  }
}

}  // namespace standin
