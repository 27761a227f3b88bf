// Rollouts of plans through formulas alone, as the Java side (dev.foresight.engine.cpu.RolloutProgram) packs them.
#pragma once

#include <cstdint>

namespace simd {

// A program: this header; the rows of the next states' formulas, and as many of their deviations, or -1; constants; and
// instructions of the next states, of what a step earns and of what the last state is worth. Rows are numbered: states,
// actions and next states come first. -1 is no row.
struct Program {
  int32_t states;
  int32_t actions;
  int32_t rows;
  int32_t constants;
  int32_t steps;
  int32_t earnings;
  int32_t values;
  int32_t reward;
  int32_t termination;
  int32_t violated;
  int32_t value;
};

struct Constant {
  int32_t row;
  float value;
};

// Writes a row that it reads only if it multiplies and adds.
struct Instruction {
  // dev.foresight.Expr's unary operators in their order, binary ones, the choice; a b + c, a b - c, c - a b rounded once; sine to
  // `to` and cosine to c.
  int32_t code;
  int32_t a;
  int32_t b;
  int32_t c;
  int32_t to;
};

// Rolls out as many plans as there are rows, 64 or 32, from one state through one future. Action a at step t begins at
// plans[(t actions + a) width]; noise holds [horizon][states], or is null. Memory for [rows of the program][64] floats at an
// address that is a multiple of 64 is worked in. Violations may be null.
struct Work {
  const float *state;
  const float *plans;
  int width;
  int horizon;
  float discount;
  const float *noise;
  float *returns;
  float *violations;
  int rows;
  float *memory;
};

typedef void Rollout(const int32_t *program, const Work &work);

Rollout rolloutAVX2;
Rollout rolloutAVX512;
Rollout rolloutNEON;
Rollout rolloutAVX512BF16;

}  // namespace simd
