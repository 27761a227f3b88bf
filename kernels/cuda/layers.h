// Dense layers on tensor cores over a tile of plans: ROW_WARPS x COLUMN_WARPS warps share out its ROWS / 16 bands of 16
// plans and each layer's pairs of 8 outputs. Activations lie in group memory as the factors of the next
// product, [band][group][TERMS][lane]: what a lane reads of a factor is what it had of the sums before, so that all
// accesses are of 16 bytes, lane by lane. Weights lie as [group][pair][TERMS][lane] (Java: Fragments).
// Each sum is taken in the order of the groups, whatever the tiling.

#include "cuda/mma.h"

#define LANE (item % 32)
#define WARP (item / 32)
#define OWN_BANDS (ROWS / 16 / ROW_WARPS)
#define FIRST_BAND (WARP / COLUMN_WARPS * OWN_BANDS)

// Pairs are dealt out from another warp on in each band, so that what is left over does not go to one
// quarter of a multiprocessor.
#define PAIR(i) ((i) * COLUMN_WARPS + (WARP + WARP / COLUMN_WARPS) % COLUMN_WARPS)
#define PAIRS_OF(pairs) (((pairs) + COLUMN_WARPS - 1) / COLUMN_WARPS)
#define HAS_PAIR(i, pairs) (((i) + 1) * COLUMN_WARPS <= (pairs) || PAIR(i) < (pairs))

// Pairs whose products are under way at a time: each waits for its last, and more would take registers.
#define BESIDE 2

// Where a factor lies; a pair of outputs makes FACTORS groups.
#define FACTOR_AT(band, group, term) ((((band) * GROUPS + (group)) * TERMS + (term)) * 32 + LANE)

// Keeps the activations c[8] of a band and a pair as factors.
FUNCTION void keep(uint4 *factors, const int band, const int pair, float *c, const int item) {
#pragma unroll
  for (int i = 0; i < FACTORS; i++) {
#pragma unroll
    for (int term = 0; term < TERMS; term++) {
      factors[FACTOR_AT(band, pair * FACTORS + i, term)] = factorOf(c, i);
    }
  }
}

// The row and the column, of a band and a pair, that element i of c[8] belongs to.
#define ROW_OF(band, i) ((band) * 16 + (i) / 2 % 2 * 8 + LANE / 4)
#define COLUMN_OF(pair, i) ((pair) * 16 + (i) / 4 * 8 + LANE % 4 * 2 + (i) % 2)

// Waits for the warps that have the same bands: others may be a layer ahead, so that some have products while others
// have activations.
FUNCTION void bandsBarrier(const int item) {
#if ROW_WARPS == 1
  barrier(CLK_LOCAL_MEM_FENCE);
#else
  waitForPart(1 + WARP / COLUMN_WARPS, 32 * COLUMN_WARPS);
#endif
}

// The inputs of the first layer from x [element][PITCH]. Every item takes part; all is complete before and after.
FUNCTION void gather(const float *x, uint4 *factors, const int inputs, const int item) {
  const int pairs = (inputs + 15) / 16;
  for (int at = WARP; at < ROWS / 16 * pairs; at += ITEMS / 32) {
    float c[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
      const int column = COLUMN_OF(at % pairs, i);
      c[i] = column < inputs ? x[column * PITCH + ROW_OF(at / pairs, i)] : 0.0f;
    }
    keep(factors, at / pairs, at % pairs, c, item);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// A warp's weights of a group.
FUNCTION void load(
    const uint4 *weights, const int group, const int pairs, uint4 *own, const int item) {
#pragma unroll
  for (int i = 0; i < PAIRS_OF(pairs); i++) {
    if (HAS_PAIR(i, pairs)) {
#pragma unroll
      for (int term = 0; term < TERMS; term++) {
        own[i * TERMS + term] = weights[((group * pairs + PAIR(i)) * TERMS + term) * 32 + LANE];
      }
    }
  }
}

// Adds the products of a band's factor, of terms whose places add up to less than TERMS: the others are beyond what
// the terms keep. The smallest come first. Tensor cores round their sums towards zero; where more terms than one are to be
// worth it, what they add up is one group, and groups are summed as single precision rounds (Ootomo and Yokota 2022,
// "Recovering single precision accuracy from Tensor Cores while surpassing the FP32 theoretical peak performance").
FUNCTION void addProducts(
    const uint4 *factors, const int band, const int group, const uint4 *own, const int pairs,
    float *sums, const int item) {
  uint4 a[TERMS];
#pragma unroll
  for (int term = 0; term < TERMS; term++) {
    a[term] = factors[FACTOR_AT(band, group, term)];
  }
#pragma unroll
  for (int from = 0; from < PAIRS_OF(pairs); from += BESIDE) {
#if TERMS == 1
    float *to = sums + 8 * from;
#else
    float to[8 * BESIDE];
#pragma unroll
    for (int e = 0; e < 8 * BESIDE; e++) {
      to[e] = 0.0f;
    }
#endif
#pragma unroll
    for (int places = TERMS - 1; places >= 0; places--) {
#pragma unroll
      for (int term = 0; term <= places; term++) {
#pragma unroll
        for (int i = from; i < PAIRS_OF(pairs) && i < from + BESIDE; i++) {
          if (HAS_PAIR(i, pairs)) {
            const uint4 b = own[i * TERMS + places - term];
            multiply(to + 8 * (i - from), a[term], b.x, b.y);
            multiply(to + 8 * (i - from) + 4, a[term], b.z, b.w);
          }
        }
      }
    }
#if TERMS > 1
#pragma unroll
    for (int e = 0; e < 8 * BESIDE; e++) {
      if (from + e / 8 < PAIRS_OF(pairs)) {
        sums[8 * from + e] += to[e];
      }
    }
#endif
  }
}

// A warp's share of bias + weights x, [own band][own pair][8].
FUNCTION void products(
    const uint4 *factors, const uint4 *weights, __global const float *bias, const int groups,
    const int pairs, float *sums, const int item) {
#pragma unroll
  for (int i = 0; i < PAIRS_OF(pairs); i++) {
#pragma unroll
    for (int e = 0; e < 8; e++) {
      const float each = HAS_PAIR(i, pairs) ? bias[COLUMN_OF(PAIR(i), e)] : 0.0f;
#pragma unroll
      for (int band = 0; band < OWN_BANDS; band++) {
        sums[(band * PAIR_SHARE + i) * 8 + e] = each;
      }
    }
  }
  // A group's weights are on their way while the one before is multiplied; with more terms there are more products for
  // each, and fewer registers: with a hundred and more for sums and weights, only for a group at a time.
  uint4 own[PAIR_SHARE * TERMS];
#if TERMS == 1
  load(weights, 0, pairs, own, item);
#endif
  const int together = OWN_BANDS * PAIR_SHARE * 8 + PAIR_SHARE * TERMS * 4 > 104 ? 1 : 2;
#pragma unroll together
  for (int group = 0; group < groups; group++) {
#if TERMS == 1
    uint4 following[PAIR_SHARE];
    load(weights, group + 1 < groups ? group + 1 : group, pairs, following, item);
#else
    load(weights, group, pairs, own, item);
#endif
#pragma unroll
    for (int band = 0; band < OWN_BANDS; band++) {
      addProducts(
          factors, FIRST_BAND + band, group, own, pairs, sums + band * PAIR_SHARE * 8, item);
    }
#if TERMS == 1
#pragma unroll
    for (int i = 0; i < PAIRS_OF(pairs); i++) {
      own[i] = following[i];
    }
#endif
  }
}

// A layer: the next factors or, of the last one, x [element][PITCH]. Only the first rows are wanted. Every item takes
// part; the factors of its bands are complete before, and after it the next ones or, for all items, x. The numbers before
// rows are constants where it is called.
FUNCTION void layer(
    float *x, uint4 *factors, const uint4 *weights, __global const float *bias, const int inputs,
    const int outputs, const int activation, const int last, const int rows, const int item) {
  const int groups = (inputs + 15) / 16 * FACTORS;
  const int pairs = (outputs + 15) / 16;
  const int wanted = FIRST_BAND * 16 < rows;
  float sums[OWN_BANDS * PAIR_SHARE * 8];
  if (wanted) {
    products(factors, weights, bias, groups, pairs, sums, item);
  }
  bandsBarrier(item);
  if (wanted) {
#pragma unroll
    for (int band = 0; band < OWN_BANDS; band++) {
#pragma unroll
      for (int i = 0; i < PAIRS_OF(pairs); i++) {
        if (HAS_PAIR(i, pairs)) {
          float *c = sums + (band * PAIR_SHARE + i) * 8;
#pragma unroll
          for (int e = 0; e < 8; e++) {
            c[e] = activated(activation, c[e]);
            if (last && COLUMN_OF(PAIR(i), e) < outputs) {
              x[COLUMN_OF(PAIR(i), e) * PITCH + ROW_OF(FIRST_BAND + band, e)] = c[e];
            }
          }
          if (!last) {
            keep(factors, FIRST_BAND + band, PAIR(i), c, item);
          }
        }
      }
    }
  }
  if (last) {
    barrier(CLK_LOCAL_MEM_FENCE);
  } else {
    bandsBarrier(item);
  }
}

// Weights to group memory. Every item takes part; complete at the next barrier.
FUNCTION void stage(
    uint4 *staged, __global const float *weights, const int count, const int item) {
  for (int i = item; i < count; i += ITEMS) {
    staged[i] = ((const uint4 *)weights)[i];
  }
}
