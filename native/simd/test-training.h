#pragma once

#include "training.h"

// A nonlinearity by its number as in network.h.
double activated(int activation, double x);

// Whether all is as it should be; what is not is printed.
bool checkTraining(const char *name, const simd::Training &training);
