#pragma once

#include <setjmp.h>

#include <string>

#include "block.h"

namespace standin {

constexpr int mostLanes = 1024;
constexpr int finished = 0;

/** Whose a barrier is. */
constexpr int ofBlock = 0, ofWarp = -1, mostParts = 16;

class Team;

struct Fiber : Lane {
  Team *team;
  /** The barrier it waits at, or finished. */
  int line;
  /** Whose barrier that is: the block's, its warp's, or a part's from 1 on; and how many threads a part has. */
  int of, threadsOfPart;
  /** Whether it has a stack that can be gone back to. */
  bool made;
  jmp_buf place;
};
static_assert(sizeof(Fiber) <= recordBytes);

/** The fibers of a host thread. */
class Team {
 public:
  Team();
  ~Team();

  Outcome run(
      const Kernel &kernel, void **parameters, Index blocks, Index threads, Shared shared);

 private:
  static constexpr size_t reservedBytes = (mostLanes + 1) * stackBytes;

  static void begin(unsigned high, unsigned low);
  static void wait(Lane *lane, int line);
  static void waitForWarp(Lane *lane, int line);
  static void waitForPart(Lane *lane, int line, int part, int threads);

  Fiber &fiber(int i) {
    return *reinterpret_cast<Fiber *>(stacks + (i + 1) * stackBytes - recordBytes);
  }
  Index place(int i) const {
    return {i % size.x, i / size.x % size.y, i / (size.x * size.y)};
  }
  std::string runBlock();
  std::string runWarp(int first, bool forwards);
  std::string runPart(int part, bool forwards, bool &ran);
  std::string settle(bool forwards);
  std::string differing();
  std::string differing(int first, int behind);
  void resume(Fiber &fiber);
  void pause(Fiber &fiber);
  void runBlocks(Shared shared);

  void *reserved;
  char *stacks;
  /** What launches ask for ends where no memory is. */
  char *dynamic;
  const Kernel *kernel = nullptr;
  void **parameters = nullptr;
  Index blocks{}, block{}, size{};
  /** What went wrong, if something did. */
  std::string wrong;
  int lanes = 0;
  /** Lanes that ran to their end on the first fiber, one after the other. */
  int straight = 0;
  jmp_buf scheduler;
};

}  // namespace standin
