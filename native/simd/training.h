// What learning takes of a layer. Rows lie after each other: x [rows][inputs], y and d [rows][outputs], and the weights and
// Adam's moments [inputs + 1][outputs], the last row being the bias. No array that is written overlaps another.
#pragma once

namespace simd {

struct Batch {
  int inputs;
  int outputs;
  int rows;
  float *scratch;  // at an address that is a multiple of 64, with room for scratchFloats
};

// Panels of three of the widest vectors, and a gradient or the weights in panels; SimdGradients.java has it, too.
constexpr long scratchFloats(long inputs, long outputs, long rows) {
  return 48 * (inputs + outputs + rows + 1) + (inputs + 1) * outputs;
}

// A step of Adam: dev.foresight.compute.Gradients.
struct Step {
  float decay;
  float rate;
  float epsilon;
};

typedef void Product(const Batch &, const float *, const float *, float *);

struct Training {
  // y = x w + bias, of x and w.
  Product *forward;
  // dx = d w', without the bias, of d and w.
  Product *backward;
  // A step along decay w + x' d, of the bias the sum of d.
  void (*descend)(const Batch &, const float *x, const float *d, const Step &, float *w, float *moment1, float *moment2);
  // y = f(y) and slope = f'(y), f by its number as in network.h.
  void (*activate)(int activation, float *y, float *slope, int count);
};

extern const Training trainingAVX2;
extern const Training trainingAVX512;
extern const Training trainingNEON;
extern const Training trainingAVX512BF16;

}  // namespace simd
