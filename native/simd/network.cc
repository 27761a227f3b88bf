// Networks over tiles of rows, for one kind of vectors, LEVEL. Register tiles of some outputs x two vectors of
// rows add up the inputs in their order, and the nonlinearity is taken before anything is stored.
#include "network.h"

#include "activations.h"

namespace {

constexpr int WIDE = 2 * LANES;

template <int HEIGHT, class Activation>
inline void tile(const float *w, int inputs, const float *bias, const float *x, float *y, int rows) {
  Lanes a[HEIGHT][2];
  for (int o = 0; o < HEIGHT; o++) {
    a[o][0] = a[o][1] = all(bias[o]);
  }
  for (int i = 0; i < inputs; i++) {
    Lanes x0 = load(x);
    Lanes x1 = load(x + LANES);
    for (int o = 0; o < HEIGHT; o++) {
      Lanes weight = all(w[o]);
      a[o][0] = fma(weight, x0, a[o][0]);
      a[o][1] = fma(weight, x1, a[o][1]);
    }
    x += rows;
    w += HEIGHT;
  }
  for (int o = 0; o < HEIGHT; o++) {
    store(Activation::of(a[o][0]), y + o * rows);
    store(Activation::of(a[o][1]), y + o * rows + LANES);
  }
}

template <int HEIGHT, class Activation>
void panel(const float *w, int inputs, const float *bias, const float *x, float *y, int rows) {
  for (int row = 0; row < rows; row += WIDE) {
    tile<HEIGHT, Activation>(w, inputs, bias, x + row, y + row, rows);
  }
}

// Floats, rounded up to whole lines of 64 bytes.
constexpr long lines(long floats) { return (floats + 15) / 16 * 16; }

// Where the next layer begins.
template <class Activation>
const float *layer(const simd::Layer &l, const float *bias, const float *x, float *y, int rows) {
  int stored = l.outputs / TALL * TALL + (l.outputs % TALL + 3) / 4 * 4;
  const float *w = bias + lines(stored);
  int o = 0;
  for (; o + TALL <= l.outputs; o += TALL) {
    panel<TALL, Activation>(w, l.inputs, bias + o, x, y + o * rows, rows);
    w += l.inputs * TALL;
  }
  for (; o < l.outputs; o += 4) {
    panel<4, Activation>(w, l.inputs, bias + o, x, y + o * rows, rows);
    w += l.inputs * 4;
  }
  return bias + lines(w - bias);
}

typedef const float *AnyLayer(const simd::Layer &, const float *, const float *, float *, int);

AnyLayer *const BY_ACTIVATION[] = {layer<Identity>, layer<Relu>,    layer<LeakyRelu>,
                                   layer<Tanh>,     layer<Sigmoid>, layer<Silu>};

}  // namespace

#define JOINED(a, b) a##b
#define NAMED(level) JOINED(apply, level)

void simd::NAMED(LEVEL)(const void *network, int layers, float *x, float *y, int rows) {
  const float *at = static_cast<const float *>(network);
  for (int i = 0; i < layers; i++) {
    Layer header;
    std::memcpy(&header, at, sizeof header);
    at = BY_ACTIVATION[header.activation](header, at + sizeof header / 4, x, y, rows);
    float *result = y;
    y = x;
    x = result;
  }
}
