// An interpreter of formulas: each instruction takes some vectors of plans from rows to a row, all within the
// first-level cache.
#include "formulas.h"

#include "functions.h"

namespace {

using simd::Instruction;

enum Code {
  NEGATE,
  ABS,
  SQRT,
  EXP,
  LOG,
  SIN,
  COS,
  TANH,
  FLOOR,
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MIN,
  MAX,
  ATAN2,
  LESS,
  CHOICE,
  MULTIPLY_ADD,
  MULTIPLY_SUBTRACT,
  SUBTRACT_PRODUCT,
  SIN_COS
};

template <int V, class Function>
inline void each(const float *x, float *y, Function function) {
#pragma GCC unroll 8
  for (int i = 0; i < V * LANES; i += LANES) {
    store(function(load(x + i)), y + i);
  }
}

template <int V, class Function>
inline void each(const float *a, const float *b, float *y, Function function) {
#pragma GCC unroll 8
  for (int i = 0; i < V * LANES; i += LANES) {
    store(function(load(a + i), load(b + i)), y + i);
  }
}

template <int V, class Function>
inline void each(const float *a, const float *b, const float *c, float *y, Function function) {
#pragma GCC unroll 8
  for (int i = 0; i < V * LANES; i += LANES) {
    store(function(load(a + i), load(b + i), load(c + i)), y + i);
  }
}

template <int V, class Function>
inline void mostly(const float *x, float *y) {
  Ints rare = {};
#pragma GCC unroll 8
  for (int i = 0; i < V * LANES; i += LANES) {
    Lanes v = load(x + i);
    rare |= ~Function::ordinary(v);
    store(Function::of(v), y + i);
  }
  if (!none(rare)) {
    for (int i = 0; i < V * LANES; i++) {
      if (!Function::ordinary(all(x[i]))[0]) {
        y[i] = Function::exact(x[i]);
      }
    }
  }
}

template <int V>
inline void sineAndCosine(const float *x, float *sine, float *cosine) {
  Ints rare = {};
  for (int i = 0; i < V * LANES; i += LANES) {
    Lanes v = load(x + i);
    rare |= ~Angle::ordinary(v);
    Wave wave = Angle::of(v);
    store(wave.sine, sine + i);
    store(wave.cosine, cosine + i);
  }
  if (!none(rare)) {
    mostly<V, Sin>(x, sine);
    mostly<V, Cos>(x, cosine);
  }
}

template <int V>
inline void angle(const float *y, const float *x, float *to) {
  Ints rare = {};
  for (int i = 0; i < V * LANES; i += LANES) {
    rare |= ~Atan2::ordinary(load(y + i), load(x + i));
    store(Atan2::of(load(y + i), load(x + i)), to + i);
  }
  for (int i = 0; i < V * LANES && !none(rare); i++) {
    if (!Atan2::ordinary(all(y[i]), all(x[i]))[0]) {
      to[i] = std::atan2(y[i], x[i]);
    }
  }
}

template <int V>
void run(const Instruction *at, const Instruction *end, float *rows) {
  constexpr int WIDE = V * LANES;
  for (; at < end; at++) {
    const float *a = rows + at->a * WIDE;
    const float *b = rows + at->b * WIDE;
    float *c = rows + at->c * WIDE;
    float *y = rows + at->to * WIDE;
    switch (at->code) {
      case NEGATE: each<V>(a, y, [](Lanes x) { return -x; }); break;
      case ABS: each<V>(a, y, size); break;
      case SQRT: each<V>(a, y, root); break;
      case EXP: mostly<V, Exp>(a, y); break;
      case LOG: mostly<V, Log>(a, y); break;
      case SIN: mostly<V, Sin>(a, y); break;
      case COS: mostly<V, Cos>(a, y); break;
      case TANH: each<V>(a, y, Tanh::of); break;
      case FLOOR:
        for (int i = 0; i < WIDE; i++) y[i] = std::floor(a[i]);
        break;
      case ADD: each<V>(a, b, y, [](Lanes l, Lanes r) { return l + r; }); break;
      case SUBTRACT: each<V>(a, b, y, [](Lanes l, Lanes r) { return l - r; }); break;
      case MULTIPLY: each<V>(a, b, y, [](Lanes l, Lanes r) { return l * r; }); break;
      case DIVIDE: each<V>(a, b, y, [](Lanes l, Lanes r) { return l / r; }); break;
      case MIN: each<V>(a, b, y, least); break;
      case MAX: each<V>(a, b, y, most); break;
      case ATAN2: angle<V>(a, b, y); break;
      case LESS: each<V>(a, b, y, [](Lanes l, Lanes r) { return l < r ? all(1) : Lanes{}; }); break;
      case CHOICE: each<V>(a, b, c, y, [](Lanes x, Lanes l, Lanes r) { return x != 0 ? l : r; }); break;
      case MULTIPLY_ADD: each<V>(a, b, c, y, fma); break;
      case MULTIPLY_SUBTRACT: each<V>(a, b, c, y, [](Lanes l, Lanes r, Lanes x) { return fma(l, r, -x); }); break;
      case SUBTRACT_PRODUCT: each<V>(a, b, c, y, [](Lanes l, Lanes r, Lanes x) { return fma(-l, r, x); }); break;
      case SIN_COS: sineAndCosine<V>(a, y, c); break;
    }
  }
}

// A program's parts.
struct Parts {
  const simd::Program &header;
  const int32_t *next;
  const int32_t *deviations;
  const simd::Constant *constants;
  const Instruction *steps;
  const Instruction *earnings;
  const Instruction *values;
  const Instruction *end;

  explicit Parts(const int32_t *program)
      : header(*reinterpret_cast<const simd::Program *>(program)),
        next(program + sizeof header / 4),
        deviations(next + header.states),
        constants(reinterpret_cast<const simd::Constant *>(deviations + header.states)),
        steps(reinterpret_cast<const Instruction *>(constants + header.constants)),
        earnings(steps + header.steps),
        values(earnings + header.earnings),
        end(values + header.values) {}
};

// Plans of V vectors on their way, from row `first` of the work's on.
template <int V>
class Block {
 public:
  Block(const Parts &parts, const simd::Work &work, int first)
      : p(parts), work(work), first(first), state(work.memory), action(row(p.header.states)),
        next(action + p.header.actions * WIDE) {
    for (int i = 0; i < p.header.constants; i++) {
      fill(row(p.constants[i].row), p.constants[i].value);
    }
    for (int i = 0; i < p.header.states; i++) {
      fill(state + i * WIDE, work.state[i]);
    }
    for (int v = 0; v < V; v++) {
      returns[v] = violations[v] = Lanes{};
      alive[v] = all(1);
    }
  }

  void roll() {
    float discount = 1;
    bool any = true;
    for (int t = 0; t < work.horizon && any; t++) {
      for (int a = 0; a < p.header.actions; a++) {
        std::memcpy(action + a * WIDE, work.plans + (t * p.header.actions + a) * (long)work.width + first, WIDE * 4);
      }
      run<V>(p.steps, p.earnings, state);
      move(work.noise == nullptr ? nullptr : work.noise + t * p.header.states);
      run<V>(p.earnings, p.values, state);
      earn(p.header.reward, discount);
      violate();
      any = end();
      std::memcpy(state, next, p.header.states * WIDE * 4);
      discount *= work.discount;
    }
    run<V>(p.values, p.end, state);
    for (int v = 0; v < V; v++) {
      flaw[v] = Lanes{};
    }
    earn(p.header.value, discount);
    for (int v = 0; v < V; v++) {
      store(returns[v], work.returns + first + v * LANES);
      if (work.violations != nullptr) store(violations[v], work.violations + first + v * LANES);
    }
  }

 private:
  static constexpr int WIDE = V * LANES;

  float *row(int number) const { return work.memory + number * WIDE; }

  static void fill(float *to, float value) {
    for (int v = 0; v < V; v++) store(all(value), to + v * LANES);
  }

  // To the next states; a flaw is NaN where one of them is not finite, else 0.
  void move(const float *noise) {
    for (int v = 0; v < V; v++) {
      flaw[v] = Lanes{};
    }
    for (int i = 0; i < p.header.states; i++) {
      const float *mean = row(p.next[i]);
      for (int v = 0; v < V; v++) {
        Lanes x = load(mean + v * LANES);
        if (noise != nullptr) x += load(row(p.deviations[i]) + v * LANES) * noise[i];
        flaw[v] += x * 0.0f;
        store(x, next + i * WIDE + v * LANES);
      }
    }
  }

  void earn(int from, float discount) {
    for (int v = 0; v < V; v++) {
      Lanes earned = load(row(from) + v * LANES) * discount + flaw[v];
      returns[v] += alive[v] != 0 ? earned : Lanes{};
    }
  }

  void violate() {
    for (int v = 0; v < V && p.header.violated >= 0; v++) {
      Ints now = (load(row(p.header.violated) + v * LANES) != 0) | (flaw[v] != 0);
      violations[v] = ((alive[v] != 0) & now) ? all(1) : violations[v];
    }
  }

  // Whether any plan lives on.
  bool end() {
    Ints living = p.header.termination < 0 ? Ints{} - 1 : Ints{};
    for (int v = 0; v < V && p.header.termination >= 0; v++) {
      alive[v] = load(row(p.header.termination) + v * LANES) != 0 ? Lanes{} : alive[v];
      living |= (Ints)alive[v];
    }
    return !none(living);
  }

  const Parts &p;
  const simd::Work &work;
  const int first;
  float *const state, *const action, *const next;
  Lanes returns[V], alive[V], violations[V], flaw[V];
};

}  // namespace

#define JOINED(a, b) a##b
#define NAMED(level) JOINED(rollout, level)

void simd::NAMED(LEVEL)(const int32_t *program, const Work &work) {
  Parts parts(program);
  int row = 0;
  for (; row + 64 <= work.rows; row += 64) {
    Block<64 / LANES>(parts, work, row).roll();
  }
  for (; row < work.rows; row += 32) {
    Block<32 / LANES>(parts, work, row).roll();
  }
}
