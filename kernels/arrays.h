/* Where a round's arrays begin: those of one plan have their own memory. Needs the argument plans. */
#define OF_ROUND(NAME) (plans == 1 ? SINGLE_##NAME##_AT : NAME##_AT)

/* Actions of a plan: step t, action a at t * ACTIONS + a. */
#define STEPS (PLAN_STEPS * ACTIONS)
