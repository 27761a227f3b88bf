// Dense layers over a tile of plans. Activations lie in group memory as [element][PITCH], a plan in
// each of the first ROWS columns. A layer's numbers lie as [1 + inputs][outputs rounded up to a
// multiple of LANES], the bias first. A work-item has the outputs lane, lane + LANES, ... of
// ITEM_ROWS plans in registers; each sum is taken in the order of the inputs, whatever the tiling.

#define SHARE_OF(outputs) (((outputs) + LANES - 1) / LANES)

FUNCTION float activated(const int activation, const float x) {
  switch (activation) {
    case RELU:
      return x < 0.0f ? 0.0f : x;
    case LEAKY_RELU:
      return x < 0.0f ? 0.01f * x : x;
    case TANH:
      return tanh(x);
    case SIGMOID:
      return native_divide(1.0f, 1.0f + exp(-x));
    case SILU:
      return native_divide(x, 1.0f + exp(-x));
    default:
      return x;
  }
}

// x -> activation(weights x + bias), in place. Every item of the group takes part; x is complete
// before and after. All numbers are constants where it is called.
FUNCTION void dense(
    LOCAL_POINTER float *x, __global const float *weights, const int inputs, const int outputs,
    const int activation, const int item) {
  const int lane = item % LANES;
  const int share = SHARE_OF(outputs);
  LOCAL_POINTER float *own = x + item / LANES * ITEM_ROWS;
  __global const float *w = weights + lane;
  float sums[SHARE * ITEM_ROWS];
#pragma unroll
  for (int o = 0; o < share; o++) {
    const float bias = w[o * LANES];
#pragma unroll
    for (int r = 0; r < ITEM_ROWS; r++) {
      sums[o * ITEM_ROWS + r] = bias;
    }
  }
  w += share * LANES;
#pragma unroll 4
  for (int k = 0; k < inputs; k++) {
    float in[ITEM_ROWS];
#pragma unroll
    for (int r = 0; r < ITEM_ROWS; r++) {
      in[r] = own[k * PITCH + r];
    }
#pragma unroll
    for (int o = 0; o < share; o++) {
      const float weight = w[(k * share + o) * LANES];
#pragma unroll
      for (int r = 0; r < ITEM_ROWS; r++) {
        sums[o * ITEM_ROWS + r] = fma(in[r], weight, sums[o * ITEM_ROWS + r]);
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll
  for (int o = 0; o < share; o++) {
    if (o * LANES + lane < outputs) {
#pragma unroll
      for (int r = 0; r < ITEM_ROWS; r++) {
        own[(o * LANES + lane) * PITCH + r] = activated(activation, sums[o * ITEM_ROWS + r]);
      }
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// The first inputs of state and action to x, where a network reads them.
FUNCTION void copyInputs(
    LOCAL_POINTER const float *states, LOCAL_POINTER const float *actions, LOCAL_POINTER float *x,
    const int inputs, const int item) {
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int at = item; at < inputs * ROWS; at += ITEMS) {
    const int isState = at < STATES * ROWS;
    x[at / ROWS * PITCH + at % ROWS] = isState ? states[at] : actions[at - STATES * ROWS];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
