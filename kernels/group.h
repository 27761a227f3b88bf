/* What a work-group finds out together. Every item of the group calls, and gets the answer; the order
   of a sum is fixed. The memory has ITEMS numbers, of which there are at least PARTS. */
#define PARTS 16

FUNCTION uint groupCount(LOCAL_POINTER uint *memory, const uint own) {
  const int item = get_local_id(0);
  memory[item] = own;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (item < PARTS) {
    uint count = 0u;
    for (int i = item; i < ITEMS; i += PARTS) {
      count += memory[i];
    }
    memory[item] = count;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  uint count = 0u;
  for (int i = 0; i < PARTS; i++) {
    count += memory[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return count;
}

FUNCTION uint groupMost(LOCAL_POINTER uint *memory, const uint own) {
  const int item = get_local_id(0);
  memory[item] = own;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (item < PARTS) {
    uint most = 0u;
    for (int i = item; i < ITEMS; i += PARTS) {
      most = memory[i] > most ? memory[i] : most;
    }
    memory[item] = most;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  uint most = 0u;
  for (int i = 0; i < PARTS; i++) {
    most = memory[i] > most ? memory[i] : most;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return most;
}

FUNCTION Sum groupSum(
    LOCAL_POINTER float *values, LOCAL_POINTER float *rests, const Sum own) {
  const int item = get_local_id(0);
  values[item] = own.value;
  rests[item] = own.rest;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (item < PARTS) {
    Sum sum = zero();
    for (int i = item; i < ITEMS; i += PARTS) {
      sum = plus(sum, values[i]);
      sum.rest += rests[i];
    }
    values[item] = sum.value;
    rests[item] = sum.rest;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  Sum sum = zero();
  for (int i = 0; i < PARTS; i++) {
    sum = plus(sum, values[i]);
    sum.rest += rests[i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return sum;
}
