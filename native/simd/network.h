// A network as the Java side (dev.foresight.compute.SimdNetwork) packs it, layer after layer: this header, the bias
// and the weights, each padded with zeros to a multiple of 64 bytes. The weights lie in panels of as many outputs as a
// tile of the vectors that run it, and what is left over in panels of 4, padded with zeros: input after input, the
// weights of a panel's outputs. In bfloat16 it is pair of inputs after pair, each 32 bits, the lower half that of the
// first, and an odd last input has a zero beside it.
#pragma once

#include <cstdint>

namespace simd {

// Of what is described here, in formulas.h, random.h and training.h, and of the calls; SimdLibrary.java has it, too.
constexpr int LAYOUT = 4;

struct Layer {
  int32_t inputs;
  int32_t outputs;
  int32_t activation;  // in the order of dev.foresight.Activation
  int32_t unused[13];
};

// Takes rows, a multiple of 32, through all layers: x holds [inputs][rows], y gets [outputs][rows]. from and to are
// scratch memory at addresses that are multiples of 64, each with room for rows of every layer's inputs and outputs, those
// that its panels are padded with included.
typedef void Apply(const void *network, int layers, const float *x, float *y, float *from, float *to, int rows);

Apply applyAVX2;
Apply applyAVX512;
Apply applyNEON;
// In bfloat16, two inputs in an element.
Apply applyAVX512BF16;

}  // namespace simd
