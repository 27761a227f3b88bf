#pragma once

#include "formulas.h"
#include "random.h"

// Whether all is as it should be; what is not is printed.
bool checkFormulas(const char *name, simd::Rollout *rollout, simd::Normals *draw);
