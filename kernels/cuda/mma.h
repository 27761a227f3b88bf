// The products of tensor cores, mma.sync of sm_80 and later: rounded factors, exact products, sums in single
// precision. A number is kept as TERMS rounded ones, each of what those before it leave. Where a warp's 32
// lanes have the elements of a fragment is told in NVIDIA's PTX ISA, "Matrix fragments for mma.m16n8k16" (.bf16)
// and "... mma.m16n8k8" (.tf32). The stand-in driver (native/) has its own version of what is written in PTX.

#ifdef __STANDIN__
#define DYNAMIC_LOCAL(type, name) type *name = static_cast<type *>(standin::lane()->dynamic)
#else
#define DYNAMIC_LOCAL(type, name) extern __shared__ type name[]
#endif

// A factor from the accumulators of two tiles of eight columns side by side, c[8]: the columns are terms of the next
// product. TF32 takes one of the tiles at a time, in the order 0, 2, 4, 6, 1, 3, 5, 7, which is that of the weights.
#if TF32
#define FACTORS 2
#else
#define FACTORS 1
#endif

// The nearest number, of which one is left over.
FUNCTION uint taken(float *x) {
  uint word;
#if TF32
#ifdef __STANDIN__
  word = standin::tf32(x[0]);
#else
  asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(word) : "f"(x[0]));
#endif
  x[0] -= as_float(word);
#else
#ifdef __STANDIN__
  word = standin::bfloat16(x[0]) | standin::bfloat16(x[1]) << 16;
#else
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(word) : "f"(x[1]), "f"(x[0]));
#endif
  x[0] -= as_float(word << 16);
  x[1] -= as_float(word & 0xffff0000u);
#endif
  return word;
}

// Factor number i of c[8], whose rests stay in c.
FUNCTION uint4 factorOf(float *c, const int i) {
#if TF32
  c += 4 * i;
  const uint first = taken(c);
  const uint second = taken(c + 2);
  const uint third = taken(c + 1);
  const uint fourth = taken(c + 3);
#else
  const uint first = taken(c);
  const uint second = taken(c + 2);
  const uint third = taken(c + 4);
  const uint fourth = taken(c + 6);
#endif
  return make_uint4(first, second, third, fourth);
}

// c[4] += a b, 16 rows by 8 columns. Every lane of the warp takes part.
FUNCTION void multiply(float *c, const uint4 a, const uint b0, const uint b1) {
#ifdef __STANDIN__
  standin::multiply<!TF32>(c, a, b0, b1, __LINE__);
#elif TF32
  asm("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
      "{%0, %1, %2, %3};"
      : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
      : "r"(a.x), "r"(a.y), "r"(a.z), "r"(a.w), "r"(b0), "r"(b1));
#else
  asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
      "{%0, %1, %2, %3};"
      : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
      : "r"(a.x), "r"(a.y), "r"(a.z), "r"(a.w), "r"(b0), "r"(b1));
#endif
}

// Waits until so many items of the group, whole warps, wait for the same part; parts count from 1. What they wrote to
// group memory is then there.
FUNCTION void waitForPart(const int part, const int items) {
#ifdef __STANDIN__
  standin::waitForPart(part, items, __LINE__);
#else
  asm volatile("barrier.sync %0, %1;" : : "r"(part), "r"(items) : "memory");
#endif
}
