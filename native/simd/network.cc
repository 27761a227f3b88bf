// Networks over tiles of rows, for one kind of vectors, LEVEL. Register tiles of some outputs x two vectors of
// rows add up the inputs in their order, and the nonlinearity is taken before anything is stored. Between layers
// lie blocks of as many rows as two vectors have, [rows / WIDE][features][WIDE]: a tile reads its inputs one after
// the other, at addresses that whole vectors fit.
#include "network.h"

#include <utility>

#include "activations.h"
#include "products.h"

namespace {

constexpr int WIDE = 2 * LANES;

// Rounding bits of a layer that another one reads, or leaving them as they are.
enum Result { GROUPS, FLOATS };

template <int HEIGHT, class Activation, Result RESULT>
inline void tile(const float *w, int inputs, const float *bias, const float *x, float *y) {
  Lanes a[HEIGHT][2];
  for (int o = 0; o < HEIGHT; o++) {
    a[o][0] = a[o][1] = all(bias[o]);
  }
  for (int i = 0; i < grouped(inputs); i++) {
    Lanes x0 = load(x);
    Lanes x1 = load(x + LANES);
    for (int o = 0; o < HEIGHT; o++) {
      Lanes weight = repeated(w + o);
      a[o][0] = multiplied(weight, x0, a[o][0]);
      a[o][1] = multiplied(weight, x1, a[o][1]);
    }
    x += WIDE;
    w += HEIGHT;
  }
  constexpr int STEP = RESULT == GROUPS ? GROUP : 1;
  for (int o = 0; o < HEIGHT; o += STEP) {
    for (int v = 0; v < 2; v++) {
      Lanes value = Activation::of(a[o][v]);
      store(STEP == 1 ? value : pair(value, Activation::of(a[o + STEP - 1][v])), y + v * LANES);
    }
    y += WIDE;
  }
}

template <int HEIGHT, class Activation, Result RESULT>
void panel(const float *w, int inputs, const float *bias, const float *x, int xWide, float *y,
           int yWide, int rows) {
  for (int row = 0; row < rows; row += WIDE) {
    tile<HEIGHT, Activation, RESULT>(w, inputs, bias, x + row * xWide, y + row * yWide);
  }
}

// Floats, rounded up to whole lines of 64 bytes.
constexpr long lines(long floats) { return (floats + 15) / 16 * 16; }

// Outputs, with those that panels are padded with.
inline int stored(const simd::Layer &l) { return l.outputs / TALL * TALL + (l.outputs % TALL + 3) / 4 * 4; }

// Elements that a layer leaves of a row.
inline int left(const simd::Layer &l, Result result) { return result == GROUPS ? grouped(stored(l)) : stored(l); }

// From blocks of xWide elements a row; where the next layer begins.
template <class Activation, Result RESULT>
const float *layer(const simd::Layer &l, const float *bias, const float *x, int xWide, float *y, int rows) {
  constexpr int STEP = RESULT == GROUPS ? GROUP : 1;
  const float *w = bias + lines(stored(l));
  int yWide = left(l, RESULT);
  int o = 0;
  for (; o + TALL <= l.outputs; o += TALL) {
    panel<TALL, Activation, RESULT>(w, l.inputs, bias + o, x, xWide, y + o / STEP * WIDE, yWide, rows);
    w += grouped(l.inputs) * TALL;
  }
  for (; o < l.outputs; o += 4) {
    panel<4, Activation, RESULT>(w, l.inputs, bias + o, x, xWide, y + o / STEP * WIDE, yWide, rows);
    w += grouped(l.inputs) * 4;
  }
  return bias + lines(w - bias);
}

// Inputs [inputs][rows] into blocks of elements.
void read(const float *x, int inputs, int rows, float *to) {
  for (int row = 0; row < rows; row += LANES) {
    float *block = to + row / WIDE * grouped(inputs) * WIDE + row % WIDE;
    for (int i = 0; i < inputs; i += GROUP) {
      const float *even = x + i * rows + row;
      store(pair(load(even), i + 1 < inputs ? load(even + rows) : Lanes{}), block + i / GROUP * WIDE);
    }
  }
}

// Blocks of outputs into [outputs][rows].
void write(const float *from, const simd::Layer &l, int rows, float *y) {
  for (int row = 0; row < rows; row += LANES) {
    const float *block = from + row / WIDE * stored(l) * WIDE + row % WIDE;
    for (int o = 0; o < l.outputs; o++) {
      store(load(block + o * WIDE), y + o * rows + row);
    }
  }
}

typedef const float *AnyLayer(const simd::Layer &, const float *, const float *, int, float *, int);

template <class Activation>
constexpr AnyLayer *OF[] = {layer<Activation, GROUPS>, layer<Activation, FLOATS>};

AnyLayer *const *const BY_ACTIVATION[] = {OF<Identity>, OF<Relu>,    OF<LeakyRelu>,
                                          OF<Tanh>,     OF<Sigmoid>, OF<Silu>};

}  // namespace

#define JOINED(a, b) a##b
#define NAMED(level) JOINED(apply, level)

void simd::NAMED(LEVEL)(const void *network, int layers, const float *x, float *y, float *from, float *to, int rows) {
  const float *at = static_cast<const float *>(network);
  Layer header;
  std::memcpy(&header, at, sizeof header);
  read(x, header.inputs, rows, from);
  int wide = grouped(header.inputs);
  for (int i = 0; i < layers; i++) {
    std::memcpy(&header, at, sizeof header);
    Result result = i + 1 < layers && GROUP > 1 ? GROUPS : FLOATS;
    at = BY_ACTIVATION[header.activation][result](header, at + sizeof header / 4, from, wide, to, rows);
    wide = left(header, result);
    std::swap(from, to);
  }
  write(from, header, rows, y);
}
