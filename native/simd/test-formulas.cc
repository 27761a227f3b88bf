// Formulas and random numbers in one kind of vectors, against double precision.
#include "test-formulas.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

constexpr int ROWS = 96;
constexpr int HORIZON = 5;

// Expr's functions in their order.
enum { NEGATE, ABS, SQRT, EXP, LOG, SIN, COS, TANH, FLOOR, ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX, ATAN2, LESS, CHOICE,
       MULTIPLY_ADD, MULTIPLY_SUBTRACT, SUBTRACT_PRODUCT, SIN_COS };

double function(int code, double a, double b, double c) {
  switch (code) {
    case NEGATE: return -a;
    case ABS: return std::fabs(a);
    case SQRT: return std::sqrt(a);
    case EXP: return std::exp(a);
    case LOG: return std::log(a);
    case SIN: return std::sin(a);
    case COS: return std::cos(a);
    case TANH: return std::tanh(a);
    case FLOOR: return std::floor(a);
    case ADD: return a + b;
    case SUBTRACT: return a - b;
    case MULTIPLY: return a * b;
    case DIVIDE: return a / b;
    case MIN: return std::isnan(a) || std::isnan(b) ? NAN : std::fmin(a, b);
    case MAX: return std::isnan(a) || std::isnan(b) ? NAN : std::fmax(a, b);
    case ATAN2: return std::atan2(a, b);
    case LESS: return a < b;
    case CHOICE: return a != 0 ? b : c;
    case MULTIPLY_ADD: return a * b + c;
    case MULTIPLY_SUBTRACT: return a * b - c;
    case SUBTRACT_PRODUCT: return c - a * b;
    default: return std::sin(a) + std::cos(a);
  }
}

bool close(double got, double wanted) {
  if (std::isnan(wanted)) return std::isnan(got);
  float rounded = static_cast<float>(wanted);
  return got == rounded || std::fabs(got - wanted) <= 5e-7 * std::fmax(1, std::fabs(wanted)) ||
         (std::fabs(wanted) < 1e-37 && std::fabs(got) < 1e-37);
}

// A program of two states, three actions and one function of the actions, which is the reward: next states are the states.
bool function(const char *name, simd::Rollout *rollout, int code) {
  const float odd[] = {0, -0.0f, 1e-40f, 1e-3f, -0.7f, 0.5f, 1, -2.5f, 3.5f, 80, -86, 87, 89, -90, 100, 5000, -9000, 1e9f, INFINITY, -INFINITY, NAN};
  constexpr int ODD = sizeof odd / sizeof *odd;
  std::vector<int32_t> program = {2, 3, 8, 0, 0, 1, 0, 7, -1, -1, 0, 0, 1, -1, -1, code, 2, 3, 4, 7};
  std::vector<float> plans(3 * ROWS), returns(ROWS), state = {0, 0};
  if (code == SIN_COS) {
    program = {2, 3, 10, 0, 0, 2, 0, 7, -1, -1, 0, 0, 1, -1, -1, code, 2, 0, 8, 9, ADD, 8, 9, 0, 7};
  }
  alignas(64) static float memory[64 * 64];
  bool good = true;
  for (int begin = 0; begin < ODD * ODD; begin += ROWS) {
    for (int row = 0; row < ROWS; row++) {
      plans[row] = odd[(begin + row) % ODD];
      plans[ROWS + row] = odd[(begin + row) / ODD % ODD];
      plans[2 * ROWS + row] = row * 0.25f;
    }
    rollout(program.data(), {state.data(), plans.data(), ROWS, 1, 1, nullptr, returns.data(), nullptr, ROWS, memory});
    for (int row = 0; row < ROWS; row++) {
      float a = plans[row], b = plans[ROWS + row], c = plans[2 * ROWS + row];
      double wanted = function(code, a, b, c);
      if (!close(returns[row], wanted)) {
        std::printf("%s, function %d of %g, %g, %g: %g, not %g\n", name, code, a, b, c, returns[row], wanted);
        good = false;
      }
    }
  }
  return good;
}

// One state, one action: next = state + action + noise, reward = next, ends and is violated where next is beyond a limit; at last the state is
// worth its negative.
bool course(const char *name, simd::Rollout *rollout) {
  enum { STATE, ACTION, NEXT, LIMIT, ONE, SUM, OVER, WORTH, ROWS_OF_IT };
  std::vector<int32_t> program = {1, 1, ROWS_OF_IT, 2, 1, 1, 1, NEXT, OVER, OVER, WORTH, SUM, ONE, LIMIT, 0, ONE, 0};
  const float limit = 2.005f, one = 1;  // Between what sums of hundredths can be.
  std::memcpy(&program[14], &limit, 4);
  std::memcpy(&program[16], &one, 4);
  for (int32_t i : {(int)ADD, (int)STATE, (int)ACTION, 0, (int)SUM}) program.push_back(i);
  for (int32_t i : {(int)LESS, (int)LIMIT, (int)NEXT, 0, (int)OVER}) program.push_back(i);
  for (int32_t i : {(int)NEGATE, (int)STATE, 0, 0, (int)WORTH}) program.push_back(i);
  std::vector<float> plans(HORIZON * ROWS), returns(ROWS), violations(ROWS), state = {0.5f};
  const float noise[HORIZON] = {0.1f, -0.2f, 0.3f, 0, 0.1f};
  for (int i = 0; i < HORIZON * ROWS; i++) plans[i] = static_cast<float>(i * 7919 % 200 - 60) / 100;
  plans[3] = NAN;
  alignas(64) static float memory[ROWS_OF_IT * 64];
  rollout(program.data(),
          {state.data(), plans.data(), ROWS, HORIZON, 0.9f, noise, returns.data(), violations.data(), ROWS, memory});
  bool good = true;
  for (int row = 0; row < ROWS; row++) {
    double x = state[0], wanted = 0, discount = 1;
    bool alive = true, violated = false;
    for (int t = 0; t < HORIZON; t++) {
      x += static_cast<double>(plans[t * ROWS + row]) + noise[t];
      wanted += alive ? discount * x : 0;
      violated = violated || (alive && (x > limit || std::isnan(x)));
      alive = alive && !(x > limit);
      discount *= 0.9f;
    }
    wanted += alive ? discount * -x : 0;
    if (!close(returns[row], wanted) || violations[row] != violated) {
      std::printf("%s, plan %d: %g, not %g; violated: %g, not %d\n", name, row, returns[row], wanted, violations[row], violated);
      good = false;
    }
  }
  return good;
}

uint32_t high(uint32_t a, uint32_t b) { return static_cast<uint32_t>(static_cast<uint64_t>(a) * b >> 32); }

bool normals(const char *name, simd::Normals *draw) {
  constexpr int PAIRS = 64;
  float even[PAIRS], odd[PAIRS];
  draw({-3, 5, 7, 11, -13, 17}, even, odd, PAIRS);
  for (int i = 0; i < PAIRS; i++) {
    uint32_t c0 = i / 2 - 3, c1 = 5, c2 = 7, c3 = 11, k0 = -13, k1 = 17;
    for (int round = 0; round < 10; round++, k0 += 0x9E3779B9, k1 += 0xBB67AE85) {
      uint32_t h0 = high(c0, 0xD2511F53), l0 = c0 * 0xD2511F53, h1 = high(c2, 0xCD9E8D57), l1 = c2 * 0xCD9E8D57;
      c0 = h1 ^ c1 ^ k0;
      c1 = l1;
      c2 = h0 ^ c3 ^ k1;
      c3 = l0;
    }
    double u0 = ((i % 2 ? c2 : c0) >> 8) + 0.5, u1 = ((i % 2 ? c3 : c1) >> 8) + 0.5;
    double radius = std::sqrt(-2 * std::log(u0 / 0x1p24)), angle = 2 * M_PI * u1 / 0x1p24;
    if (!close(even[i], radius * std::cos(angle)) || !close(odd[i], radius * std::sin(angle))) {
      std::printf("%s, pair %d: %g and %g, not %g and %g\n", name, i, even[i], odd[i], radius * std::cos(angle), radius * std::sin(angle));
      return false;
    }
  }
  return true;
}

}  // namespace

bool checkFormulas(const char *name, simd::Rollout *rollout, simd::Normals *draw) {
  bool good = course(name, rollout) & normals(name, draw);
  for (int code = NEGATE; code <= SIN_COS; code++) {
    good = function(name, rollout, code) && good;
  }
  std::printf("%s, formulas: %s\n", name, good ? "good" : "WRONG");
  return good;
}
