#pragma once

#include <string>

#include "abi.h"
#include "types.h"

namespace standin {

/**
 * The shared memory of a block: the number of the thread-local storage that holds what its library
 * declares, the size of that, and how much more the launch asked for.
 */
struct Shared {
  size_t module, bytes, dynamicBytes;
};

/** How a launch ended; the text says what went wrong. */
struct Outcome {
  Result result = SUCCESS;
  std::string text;
};

/**
 * Runs a kernel's blocks, in order, on the calling thread: each CUDA thread is a fiber.
 */
Outcome execute(
    const Kernel &kernel, void **parameters, Index blocks, Index threads, Shared shared);

}  // namespace standin
