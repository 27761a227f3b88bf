#include "training.h"

/* Begins a step: the rows that are next in ORDER -> INPUTS [E][batch][inputs], TARGETS [E][batch][elements], with
   rows of zeros where the last batch of an epoch is short. A row of the data has its inputs, then its targets. */
__kernel GROUP(ITEMS) void gather(__global float *arena, __global const float *data,
    __global const int *table, const int members, const int batch, const int inputs,
    const int elements, const int inputsAt, const int targetsAt) {
  const int step = as_int(arena[NEXT_AT]);
  const int rows = table[TABLE_ROWS];
  const int width = inputs + elements;
#pragma unroll 1
  for (int i = get_global_id(0); i < members * batch * width; i += get_global_size(0)) {
    const int place = i / width;
    const int column = i % width;
    const int next = step * batch + place % batch;
    float value = 0.0f;
    if (next < rows) {
      value = data[table[ORDER + place / batch * rows + next] * width + column];
    }
    if (column < inputs) {
      arena[inputsAt + place * inputs + column] = value;
    } else {
      arena[targetsAt + place * elements + column - inputs] = value;
    }
  }
  if (get_global_id(0) == 0) {
    arena[STEP_AT] = as_float(step);
  }
}
