// What the policy does in the states of a tile, within the action space; 0 where plans have more actions
// than the model. Every item takes part; all is
// complete before and after.
FUNCTION void policyActions(
    __global const float *arena, LOCAL_POINTER const float *states, LOCAL_POINTER float *actions,
    LOCAL_POINTER float *x, __global const float *weights, const int item) {
  copyInputs(states, actions, x, STATES, item);
  policyNetwork(x, weights + POLICY_AT, item);
  for (int at = item; at < ACTIONS * ROWS; at += ITEMS) {
    const int a = at / ROWS;
    const float action = a < MODEL_ACTIONS ? x[a * PITCH + at % ROWS] : 0.0f;
    actions[at] = within(action, arena[LOW_AT + a], arena[HIGH_AT + a]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}
