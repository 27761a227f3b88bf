#pragma once

#include "training.h"

// Whether all is as it should be; what is not is printed.
bool checkTraining(const char *name, const simd::Training &training);
