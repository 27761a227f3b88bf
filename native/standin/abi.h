// What the stand-in driver and a compiled kernel agree on. Changing anything here needs a new number.
#pragma once

#define STANDIN_ABI 3

namespace standin {

struct Index {
  unsigned x, y, z;
};

/** One CUDA thread as its kernel sees it. */
struct Lane {
  Index thread, block, threads, blocks;
  /** Waits until every thread of the block waits at the same line. */
  void (*barrier)(Lane *lane, int line);
  /** Waits until every thread of the warp waits at the same line; the warp is whole. */
  void (*warpBarrier)(Lane *lane, int line);
  /** Waits until so many threads of the block wait at the same line for the same part, from 1 on. */
  void (*partBarrier)(Lane *lane, int line, int part, int threads);
  /** The shared memory that the launch asked for. */
  void *dynamic;
  /** What this thread shows the others of its warp, at one operation and at the next. */
  unsigned shown[2][8];
  unsigned turn;
};

constexpr int warpLanes = 32;

/** A lane's stack: this many bytes at a multiple of as many, its record in the last ones. */
constexpr unsigned long stackBytes = 1ul << 17;
constexpr unsigned long recordBytes = 512;

/** The lane whose stack the caller stands on. */
__attribute__((always_inline)) inline Lane *lane() {
  auto stack = reinterpret_cast<unsigned long>(__builtin_frame_address(0));
  return reinterpret_cast<Lane *>((stack | (stackBytes - 1)) + 1 - recordBytes);
}

struct Parameter {
  unsigned bytes;
  bool pointer;
};

struct Kernel {
  const char *name;
  void (*invoke)(void **parameters);
  const Parameter *parameters;
  int parameterCount;
  /** From __launch_bounds__; 0 without. */
  int maxThreads;
};

/** What a compiled image exports, as foresight_standin_image. */
struct Image {
  int abi;
  int kernelCount;
  const Kernel *kernels;
};

}  // namespace standin
