/* What the kernels of training know of each other. All arrays have the members outermost. */

/* First words of the arena: the step of the epoch that is under way, and the one that comes next. */
#define STEP_AT 0
#define NEXT_AT 1

/* First words of the table, then RATES [steps][2] (Adam's rate and epsilon), LAYERS [layers][LAYER]
   (first tile, inputs, outputs, places of weights, input and gradient by output) and ORDER [members][rows]. */
#define FIRST_RATE 4
#define TABLE_LAYERS 0
#define TABLE_STEPS 1
#define TABLE_ROWS 2
#define LAYER 6

#define RATES(step) (FIRST_RATE + 2 * (step))
#define LAYERS(layer) (RATES(table[TABLE_STEPS]) + LAYER * (layer))
#define ORDER LAYERS(table[TABLE_LAYERS])
