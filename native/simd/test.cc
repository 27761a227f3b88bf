// Networks of several shapes in every kind of vectors that this processor has, against double precision; for processors
// that only an emulator has, too, where Java is not.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "network.h"
#include "test-formulas.h"
#include "test-training.h"

namespace {

constexpr int ROWS = 64;

float random() { return static_cast<float>(rand() % 2001 - 1000) / 1000; }

struct Dense {
  int inputs, outputs, activation;
  std::vector<float> weights, bias;
};

void pad(std::vector<float> &to) { to.resize((to.size() + 15) / 16 * 16); }

// Rounded to bfloat16.
uint32_t half(float f) {
  uint32_t bits;
  std::memcpy(&bits, &f, sizeof bits);
  return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

// What a network in single precision or in bfloat16 reads of a number.
float read(float f, int group) {
  uint32_t bits = half(f) << 16;
  float rounded;
  std::memcpy(&rounded, &bits, sizeof bits);
  return group == 1 ? f : rounded;
}

// One weight, or the pair that it begins.
float element(float first, float second, int group) {
  uint32_t bits = half(first) | half(second) << 16;
  float both;
  std::memcpy(&both, &bits, sizeof bits);
  return group == 1 ? first : both;
}

// As dev.foresight.compute.SimdNetwork does.
void pack(const Dense &d, int tall, int group, std::vector<float> &to) {
  simd::Layer header = {d.inputs, d.outputs, d.activation, {}};
  to.resize(to.size() + sizeof header / 4);
  std::memcpy(&*to.end() - sizeof header / 4, &header, sizeof header);
  int stored = d.outputs / tall * tall + (d.outputs % tall + 3) / 4 * 4;
  to.insert(to.end(), d.bias.begin(), d.bias.end());
  to.resize(to.size() + stored - d.outputs);
  pad(to);
  for (int first = 0, height = tall; first < d.outputs; first += height) {
    height = first + tall <= d.outputs ? tall : 4;
    for (int i = 0; i < d.inputs; i += group) {
      for (int o = first; o < first + height; o++) {
        const float *w = &d.weights[o < d.outputs ? o * d.inputs + i : 0];
        float second = i + 1 < d.inputs ? w[1] : 0;
        to.push_back(o < d.outputs ? element(w[0], second, group) : 0);
      }
    }
  }
  pad(to);
}

bool check(const char *name, simd::Apply *apply, int tall, int group, const std::vector<int> &sizes,
           int activation) {
  std::vector<Dense> layers;
  std::vector<float> packed;
  for (size_t l = 1; l < sizes.size(); l++) {
    Dense d = {sizes[l - 1], sizes[l], activation, {}, {}};
    for (int i = 0; i < d.inputs * d.outputs; i++) d.weights.push_back(random());
    for (int i = 0; i < d.outputs; i++) d.bias.push_back(random());
    pack(d, tall, group, packed);
    layers.push_back(d);
  }
  std::vector<float> x(sizes[0] * ROWS), y(sizes.back() * ROWS);
  for (float &f : x) f = random();
  alignas(64) static float from[256 * ROWS], to[256 * ROWS];
  apply(packed.data(), static_cast<int>(layers.size()), x.data(), y.data(), from, to, ROWS);
  double worst = 0;
  for (int row = 0; row < ROWS; row++) {
    std::vector<double> in;
    for (int i = 0; i < sizes[0]; i++) in.push_back(x[i * ROWS + row]);
    for (const Dense &d : layers) {
      std::vector<double> out;
      for (int o = 0; o < d.outputs; o++) {
        double sum = d.bias[o];
        for (int i = 0; i < d.inputs; i++) {
          sum += read(in[i], group) * static_cast<double>(read(d.weights[o * d.inputs + i], group));
        }
        out.push_back(activated(d.activation, sum));
      }
      in = out;
    }
    for (size_t o = 0; o < in.size(); o++) {
      double error = std::fabs(y[o * ROWS + row] - in[o]) / std::fmax(10, std::fabs(in[o]));
      worst = error >= 0 && error <= worst ? worst : error;
    }
  }
  // Between two layers, what is between two numbers of bfloat16 may be rounded to either.
  bool good = worst < (group == 1 ? 1e-5 : 5e-3);
  if (!good) {
    std::printf("%s, activation %d, %d -> ... -> %d: error %g\n", name, activation, sizes[0], sizes.back(), worst);
  }
  return good;
}

bool check(const char *name, simd::Apply *apply, int tall, int group = 1) {
  bool good = true;
  for (int activation = 0; activation < 6; activation++) {
    for (const std::vector<int> &sizes : {std::vector<int>{1, 1}, {3, 5, 2}, {7, 6, 8, 13}, {24, 100, 101, 36}}) {
      good = check(name, apply, tall, group, sizes, activation) && good;
    }
  }
  std::printf("%s: %s\n", name, good ? "good" : "WRONG");
  return good;
}

}  // namespace

int main() {
  bool good = true;
#ifdef HAS_AVX2
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    good = checkFormulas("AVX2", simd::rolloutAVX2, simd::normalsAVX2) && good;
    good = checkTraining("AVX2", simd::trainingAVX2) && good;
    good = check("AVX2", simd::applyAVX2, 6) && good;
  }
#endif
#ifdef HAS_AVX512
  if (__builtin_cpu_supports("avx512f")) {
    good = checkFormulas("AVX-512", simd::rolloutAVX512, simd::normalsAVX512) && good;
    good = checkTraining("AVX-512", simd::trainingAVX512) && good;
    good = check("AVX-512", simd::applyAVX512, 8) && good;
  }
#endif
#ifdef HAS_AVX512BF16
  if (__builtin_cpu_supports("avx512bf16")) {
    good = checkFormulas("bfloat16", simd::rolloutAVX512BF16, simd::normalsAVX512BF16) && good;
    good = checkTraining("bfloat16", simd::trainingAVX512BF16) && good;
    good = check("bfloat16", simd::applyAVX512BF16, 8, 2) && good;
  }
#endif
#ifdef HAS_NEON
  good = checkFormulas("NEON", simd::rolloutNEON, simd::normalsNEON) && good;
  good = checkTraining("NEON", simd::trainingNEON) && good;
  good = check("NEON", simd::applyNEON, 8) && good;
#endif
  return good ? 0 : 1;
}
