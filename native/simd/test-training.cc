// What learning takes of a layer in one kind of vectors, against double precision; around the results nothing is written.
#include "test-training.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr float UNTOUCHED = 77;
constexpr int AROUND = 16;

typedef std::vector<float> Floats;

Floats random(int count) {
  Floats numbers(count);
  for (float &f : numbers) f = static_cast<float>(rand() % 2001 - 1000) / 1000;
  return numbers;
}

// Room for so many results, and some more on either side.
struct Result {
  Floats all;
  explicit Result(int count) : all(count + 2 * AROUND, UNTOUCHED) {}
  float *at() { return all.data() + AROUND; }

  template <class Exact>
  bool good(const char *what, int columns, int terms, const Exact &exact) {
    int count = static_cast<int>(all.size()) - 2 * AROUND;
    for (int i = -AROUND; i < count + AROUND; i++) {
      double wanted = i < 0 || i >= count ? UNTOUCHED : exact(i / columns, i % columns);
      double got = at()[i];
      if (!(std::fabs(got - wanted) <= 3e-7 * (1 + terms))) {
        std::printf("%s, row %d, column %d: %g, not %g\n", what, i / columns, i % columns, got, wanted);
        return false;
      }
    }
    return true;
  }
};

bool products(const simd::Training &t, int inputs, int outputs, int rows) {
  alignas(64) static float scratch[64 * 1024];
  if (simd::scratchFloats(inputs, outputs, rows) > static_cast<long>(sizeof scratch / sizeof *scratch)) return false;
  Floats x = random(rows * inputs), w = random((inputs + 1) * outputs), d = random(rows * outputs);
  simd::Batch batch = {inputs, outputs, rows, scratch};
  int count = (inputs + 1) * outputs;
  Floats m1 = random(count), m2 = random(count);
  for (float &f : m2) f = std::fabs(f) + 0.1f;
  Result y(rows * outputs), dx(rows * inputs), after(count), first(count), second(count);
  std::copy(w.begin(), w.end(), after.at());
  std::copy(m1.begin(), m1.end(), first.at());
  std::copy(m2.begin(), m2.end(), second.at());
  t.forward(batch, x.data(), w.data(), y.at());
  t.backward(batch, d.data(), w.data(), dx.at());
  t.descend(batch, x.data(), d.data(), {0.3f, 0.01f, 1e-3f}, after.at(), first.at(), second.at());
  bool good = y.good("forward", outputs, inputs, [&](int r, int j) {
    double sum = w[inputs * outputs + j];
    for (int k = 0; k < inputs; k++) sum += static_cast<double>(x[r * inputs + k]) * w[k * outputs + j];
    return sum;
  });
  good = dx.good("backward", inputs, outputs, [&](int r, int k) {
    double sum = 0;
    for (int j = 0; j < outputs; j++) sum += static_cast<double>(d[r * outputs + j]) * w[k * outputs + j];
    return sum;
  }) && good;
  auto gradient = [&](int k, int j) {
    double sum = k < inputs ? 0.3 * w[k * outputs + j] : 0;
    for (int r = 0; r < rows; r++) sum += (k < inputs ? x[r * inputs + k] : 1.0) * d[r * outputs + j];
    return sum;
  };
  auto moment1 = [&](int k, int j) { return 0.9 * m1[k * outputs + j] + 0.1 * gradient(k, j); };
  auto moment2 = [&](int k, int j) { return 0.999 * m2[k * outputs + j] + 0.001 * gradient(k, j) * gradient(k, j); };
  good = first.good("first moment", outputs, rows, moment1) && good;
  good = second.good("second moment", outputs, rows, moment2) && good;
  good = after.good("Adam", outputs, 3, [&](int k, int j) {
    return w[k * outputs + j] - 0.01 * moment1(k, j) / (std::sqrt(moment2(k, j)) + 1e-3);
  }) && good;
  if (!good) std::printf("  %d inputs, %d outputs, %d rows\n", inputs, outputs, rows);
  return good;
}

bool activations(const simd::Training &t) {
  bool good = true;
  for (int activation = 0; activation < 6; activation++) {
    constexpr int COUNT = 101;
    Result y(COUNT), slope(COUNT);
    auto at = [](int i) { return (i - 50) * 0.37 + 0.01; };
    for (int i = 0; i < COUNT; i++) y.at()[i] = static_cast<float>(at(i));
    t.activate(activation, y.at(), slope.at(), COUNT);
    good = y.good("value", COUNT, 20, [&](int, int i) { return activated(activation, at(i)); }) && good;
    good = slope.good("slope", COUNT, 20, [&](int, int i) {
      return (activated(activation, at(i) + 1e-4) - activated(activation, at(i) - 1e-4)) / 2e-4;
    }) && good;
    float unknown = NAN, ignored;
    t.activate(activation, &unknown, &ignored, 1);
    good = good && std::isnan(unknown);
    if (!good) std::printf("  activation %d\n", activation);
  }
  return good;
}

}  // namespace

double activated(int activation, double x) {
  switch (activation) {
    case 1: return x > 0 ? x : 0;
    case 2: return x > 0 ? x : 0.01 * x;
    case 3: return std::tanh(x);
    case 4: return 1 / (1 + std::exp(-x));
    case 5: return x / (1 + std::exp(-x));
    default: return x;
  }
}

bool checkTraining(const char *name, const simd::Training &training) {
  // Smaller than a tile of any processor, just a tile, and one more, in each direction.
  const int shapes[][3] = {{1, 1, 1}, {3, 7, 3}, {3, 40, 5}, {40, 3, 5}, {4, 16, 4}, {5, 17, 5}, {5, 33, 2}, {24, 36, 33}, {33, 50, 31}, {48, 97, 64}, {200, 200, 32}};
  bool good = activations(training);
  for (const int (&s)[3] : shapes) good = products(training, s[0], s[1], s[2]) && good;
  if (!good) std::printf("%s: training is WRONG\n", name);
  return good;
}
