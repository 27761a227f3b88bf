// The products that learning is made of, for one kind of vectors, LEVEL. All three are sums of outer products over register tiles:
// numbers, one for each of the tile's rows, times a row of a panel, which is a strip of a matrix of one to three vectors' width,
// copied together and padded with zeros.
#include "training.h"

#include <algorithm>
#include <cmath>

#include "slopes.h"

namespace {

// Rows of a tile by its width: together as many sums as the registers hold, and enough to keep both multipliers busy.
constexpr int tall(int vectors) { return LANES > 8 || LANES == 4 || vectors == 1 ? 8 : vectors == 2 ? 6 : 4; }

// Vectors of the next panel where so many are left: none is so narrow that its tiles would wait for their sums, but a last one.
constexpr int wide(int vectors) { return vectors == 4 ? 2 : std::min(vectors, 3); }

// As many as there are, at least one, with zeros behind them.
inline Lanes part(const float *from, unsigned count) {
  if (count >= LANES) return load(from);
  Lanes v = {};
  std::memcpy(&v, from, count % LANES * sizeof(float));
  return v;
}

inline void part(Lanes v, float *to, unsigned count) {
  if (count >= LANES) return store(v, to);
  std::memcpy(to, &v, count % LANES * sizeof(float));
}

// Numbers that a tile multiplies the rows of its panel by: those of its row h lie at h * down, one for each term.
struct Left {
  const float *at;
  long down;
  long along;

  Left below(int h) const { return {at + h * down, down, along}; }
};

// Where sums begin: at nothing,
struct Zero {
  Lanes of(int, int) const { return Lanes{}; }
  Zero below(int) const { return *this; }
};

// at the same for all rows,
struct Same {
  const float *row;

  Lanes of(int, int v) const { return load(row + v * LANES); }
  Same below(int) const { return *this; }
};

// at a share of what lies where the sums will.
struct Share {
  float share;
  const float *at;
  long down;
  int width;

  Lanes of(int h, int v) const { return share * part(at + h * down + v * LANES, width - v * LANES); }
  Share below(int h) const { return {share, at + h * down, down, width}; }
};

// to[h][0, width) for h < HEIGHT.
template <int HEIGHT, int VECTORS, class Begin>
inline void tile(const Left &left, const float *panel, int terms, const Begin &begin, float *to, long down, int width) {
  Lanes sum[HEIGHT][VECTORS];
  for (int h = 0; h < HEIGHT; h++) {
    for (int v = 0; v < VECTORS; v++) sum[h][v] = begin.of(h, v);
  }
  const float *at = left.at;
  for (int i = 0; i < terms; i++) {
    Lanes row[VECTORS];
    for (int v = 0; v < VECTORS; v++) row[v] = load(panel + v * LANES);
    for (int h = 0; h < HEIGHT; h++) {
      Lanes number = repeated(at + h * left.down);
      for (int v = 0; v < VECTORS; v++) sum[h][v] = fma(number, row[v], sum[h][v]);
    }
    panel += VECTORS * LANES;
    at += left.along;
  }
  for (int h = 0; h < HEIGHT; h++) {
    for (int v = 0; v < VECTORS; v++) part(sum[h][v], to + h * down + v * LANES, width - v * LANES);
  }
}

// What is left of a panel below its last whole tile.
template <int HEIGHT, int VECTORS, class Begin>
inline void rest(const Left &left, const float *panel, int terms, const Begin &begin, float *to, long down, int width,
                 int height) {
  if constexpr (HEIGHT > 0) {
    if (height == HEIGHT) {
      tile<HEIGHT, VECTORS>(left, panel, terms, begin, to, down, width);
    } else {
      rest<HEIGHT - 1, VECTORS>(left, panel, terms, begin, to, down, width, height);
    }
  }
}

template <int VECTORS, class Begin>
void tiles(const Left &left, const float *panel, int terms, const Begin &begin, float *to, long down, int width,
           int height) {
  constexpr int TALL = tall(VECTORS);
  int h = 0;
  for (; h + TALL <= height; h += TALL) {
    tile<TALL, VECTORS>(left.below(h), panel, terms, begin.below(h), to + h * down, down, width);
  }
  rest<TALL - 1, VECTORS>(left.below(h), panel, terms, begin.below(h), to + h * down, down, width, height - h);
}

// to[h][0, width) for h < height, where width is within a panel of so many vectors.
template <class Begin>
void strip(int vectors, const Left &left, const float *panel, int terms, const Begin &begin, float *to, long down,
           int width, int height) {
  switch (vectors) {
    case 1: return tiles<1>(left, panel, terms, begin, to, down, width, height);
    case 2: return tiles<2>(left, panel, terms, begin, to, down, width, height);
    default: return tiles<3>(left, panel, terms, begin, to, down, width, height);
  }
}

// Strips of a matrix of so many columns: calls work(first column, columns, vectors) for each.
template <class Work>
void strips(int columns, const Work &work) {
  for (int j = 0; j < columns;) {
    int vectors = wide((columns - j + LANES - 1) / LANES);
    work(j, std::min(vectors * LANES, columns - j), vectors);
    j += vectors * LANES;
  }
}

// Copies a strip together.
void pack(const float *from, long down, int rows, int width, int vectors, float *panel) {
  for (int r = 0; r < rows; r++) {
    for (int v = 0; v < vectors; v++) {
      store(part(from + r * down + v * LANES, width - v * LANES), panel);
      panel += LANES;
    }
  }
}

// to[c][r] = from[r][c], four by four.
void transpose(const float *from, long fromDown, int rows, int columns, float *to, long toDown) {
  typedef float Four __attribute__((vector_size(16)));
  typedef int32_t Places __attribute__((vector_size(16)));
  int r = 0;
  for (; r + 4 <= rows; r += 4) {
    const float *row = from + r * fromDown;
    int c = 0;
    for (; c + 4 <= columns; c += 4) {
      Four a, b, d, e;
      std::memcpy(&a, row + c, sizeof a);
      std::memcpy(&b, row + c + fromDown, sizeof b);
      std::memcpy(&d, row + c + 2 * fromDown, sizeof d);
      std::memcpy(&e, row + c + 3 * fromDown, sizeof e);
      Four ab = __builtin_shuffle(a, b, Places{0, 4, 1, 5}), ba = __builtin_shuffle(a, b, Places{2, 6, 3, 7});
      Four de = __builtin_shuffle(d, e, Places{0, 4, 1, 5}), ed = __builtin_shuffle(d, e, Places{2, 6, 3, 7});
      Four columns[4] = {__builtin_shuffle(ab, de, Places{0, 1, 4, 5}), __builtin_shuffle(ab, de, Places{2, 3, 6, 7}),
                         __builtin_shuffle(ba, ed, Places{0, 1, 4, 5}), __builtin_shuffle(ba, ed, Places{2, 3, 6, 7})};
      for (int i = 0; i < 4; i++) std::memcpy(to + (c + i) * toDown + r, &columns[i], sizeof(Four));
    }
    for (; c < columns; c++) {
      for (int i = 0; i < 4; i++) to[c * toDown + r + i] = row[i * fromDown + c];
    }
  }
  for (; r < rows; r++) {
    for (int c = 0; c < columns; c++) to[c * toDown + r] = from[r * fromDown + c];
  }
}

// All strips are copied at once, row by row: weights that come from far are read in the order in which they lie.
void forward(const simd::Batch &b, const float *x, const float *w, float *y) {
  long rows = b.inputs + 1;
  for (long k = 0; k < rows; k++) {
    strips(b.outputs, [&](int j, int width, int vectors) {
      pack(w + k * b.outputs + j, 0, 1, width, vectors, b.scratch + rows * j + k * vectors * LANES);
    });
  }
  strips(b.outputs, [&](int j, int width, int vectors) {
    const float *panel = b.scratch + rows * j;
    Same bias = {panel + static_cast<long>(b.inputs) * vectors * LANES};
    strip(vectors, Left{x, b.inputs, 1}, panel, b.inputs, bias, y + j, b.outputs, width, b.rows);
  });
}

// Panels are of columns of d's transpose, which are rows.
void backward(const simd::Batch &b, const float *d, const float *w, float *dx) {
  strips(b.rows, [&](int r, int rows, int vectors) {
    int wide = vectors * LANES;
    float *panel = b.scratch;
    float *turned = panel + static_cast<long>(b.outputs) * wide;
    if (rows < wide) std::fill(panel, turned, 0.0f);
    transpose(d + static_cast<long>(r) * b.outputs, b.outputs, rows, b.outputs, panel, wide);
    strip(vectors, Left{w, b.outputs, 1}, panel, b.outputs, Zero{}, turned, wide, wide, b.inputs);
    transpose(turned, wide, b.inputs, rows, dx + static_cast<long>(r) * b.inputs, b.inputs);
  });
}

void gradient(const simd::Batch &b, const float *x, const float *d, float decay, const float *w, float *g) {
  strips(b.outputs, [&](int j, int width, int vectors) {
    pack(d + j, b.outputs, b.rows, width, vectors, b.scratch);
    Share decayed = {decay, w + j, b.outputs, width};
    strip(vectors, Left{x, 1, b.inputs}, b.scratch, b.rows, decayed, g + j, b.outputs, width, b.inputs);
  });
  float *bias = g + static_cast<long>(b.inputs) * b.outputs;
  std::fill(bias, bias + b.outputs, 0.0f);
  for (int r = 0; r < b.rows; r++) {
    for (int j = 0; j < b.outputs; j++) bias[j] += d[r * static_cast<long>(b.outputs) + j];
  }
}

void adam(const simd::Step &step, const float *__restrict g, float *__restrict w, float *__restrict moment1,
          float *__restrict moment2, long count) {
  for (long i = 0; i < count; i++) {
    float first = 0.9f * moment1[i] + (1 - 0.9f) * g[i];
    float second = 0.999f * moment2[i] + (1 - 0.999f) * g[i] * g[i];
    moment1[i] = first;
    moment2[i] = second;
    w[i] -= step.rate * first / (std::sqrt(second) + step.epsilon);
  }
}

// The gradient is read while it is still in the cache.
void descend(const simd::Batch &b, const float *x, const float *d, const simd::Step &step, float *w, float *moment1,
             float *moment2) {
  float *g = b.scratch + 48 * b.rows;
  gradient(b, x, d, step.decay, w, g);
  adam(step, g, w, moment1, moment2, (b.inputs + 1L) * b.outputs);
}

template <class Activation>
void curve(float *y, float *slope, int count) {
  for (int i = 0; i < count; i += LANES) {
    Curve c = Curved<Activation>::of(part(y + i, count - i));
    part(c.value, y + i, count - i);
    part(c.slope, slope + i, count - i);
  }
}

void activate(int activation, float *y, float *slope, int count) {
  switch (activation) {
    case 1: return curve<Relu>(y, slope, count);
    case 2: return curve<LeakyRelu>(y, slope, count);
    case 3: return curve<Tanh>(y, slope, count);
    case 4: return curve<Sigmoid>(y, slope, count);
    case 5: return curve<Silu>(y, slope, count);
    default: return curve<Identity>(y, slope, count);
  }
}

}  // namespace

#define JOINED(a, b) a##b
#define NAMED(level) JOINED(training, level)

const simd::Training simd::NAMED(LEVEL) = {forward, backward, descend, activate};
