#include "block.h"

#include <setjmp.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

#include "call.h"
#include "faults.h"

extern "C" void *__tls_get_addr(void *);

namespace standin {

namespace {

constexpr int mostLanes = 1024;
constexpr size_t page = 4096;
constexpr int finished = 0;

/** Whose a barrier is. */
constexpr int ofBlock = 0, ofWarp = -1, mostParts = 16;

/** As much as any device gives, and where it begins in memory of its own. */
constexpr size_t mostDynamic = 1ul << 18;
constexpr size_t dynamicAlignment = 128;

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
  ~Team() {
    munmap(reserved, reservedBytes);
    munmap(dynamic, mostDynamic + page);
  }

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

Team::Team() {
  reserved = mmap(nullptr, reservedBytes, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (reserved == MAP_FAILED) throw std::bad_alloc();
  auto address = reinterpret_cast<uintptr_t>(reserved);
  stacks = reinterpret_cast<char *>((address + stackBytes - 1) / stackBytes * stackBytes);
  for (int i = 0; i < mostLanes; i++) mprotect(stacks + i * stackBytes, page, PROT_NONE);
  void *more = mmap(nullptr, mostDynamic + page, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (more == MAP_FAILED) throw std::bad_alloc();
  dynamic = static_cast<char *>(more);
  mprotect(dynamic + mostDynamic, page, PROT_NONE);
}

/** A fiber's life: run the kernel whenever it is resumed. */
void Team::begin(unsigned high, unsigned low) {
  auto &self = *reinterpret_cast<Fiber *>(static_cast<uintptr_t>(high) << 32 | low);
  Team &team = *self.team;
  for (;;) {
    team.kernel->invoke(team.parameters);
    // Without a barrier, the lanes that follow the first run here too.
    if (&self == &team.fiber(0) && self.line == finished && ++team.straight < team.lanes) {
      self.thread = team.place(team.straight);
      continue;
    }
    self.line = finished;
    team.pause(self);
  }
}

void Team::wait(Lane *lane, int line) {
  auto &self = *static_cast<Fiber *>(lane);
  self.line = line;
  self.of = ofBlock;
  self.team->pause(self);
}

void Team::waitForWarp(Lane *lane, int line) {
  auto &self = *static_cast<Fiber *>(lane);
  self.line = line;
  self.of = ofWarp;
  self.team->pause(self);
}

void Team::waitForPart(Lane *lane, int line, int part, int threads) {
  auto &self = *static_cast<Fiber *>(lane);
  self.line = line;
  self.of = part;
  self.threadsOfPart = threads;
  self.team->pause(self);
}

__attribute__((noinline)) void Team::resume(Fiber &fiber) {
  if (_setjmp(scheduler) != 0) return;
  if (fiber.made) _longjmp(fiber.place, 1);
  fiber.made = true;
  ucontext_t context;
  getcontext(&context);
  char *end = reinterpret_cast<char *>(&fiber);
  context.uc_stack.ss_sp = end + recordBytes - stackBytes + page;
  context.uc_stack.ss_size = stackBytes - page - recordBytes;
  context.uc_link = nullptr;
  auto address = reinterpret_cast<uintptr_t>(&fiber);
  makecontext(&context, reinterpret_cast<void (*)()>(begin), 2,
              static_cast<unsigned>(address >> 32), static_cast<unsigned>(address));
  setcontext(&context);
}

__attribute__((noinline)) void Team::pause(Fiber &fiber) {
  if (_setjmp(fiber.place) == 0) _longjmp(scheduler, 1);
}

std::string Team::differing() { return differing(0, lanes); }

/** What is wrong if not all of these lanes wait at the same place. */
std::string Team::differing(int first, int behind) {
  auto said = [this](int i) {
    Fiber &at = fiber(i);
    std::string whose = at.of == ofBlock  ? ""
                        : at.of == ofWarp ? " for its warp"
                                          : " for part " + std::to_string(at.of);
    return "thread " + std::to_string(i) +
           (at.line == finished ? " has ended"
                                : " waits" + whose + " at line " + std::to_string(at.line));
  };
  for (int i = first + 1; i < behind; i++) {
    if (fiber(i).line == fiber(first).line && fiber(i).of == fiber(first).of) continue;
    return "divergent barrier: " + said(first) + ", " + said(i);
  }
  return "";
}

/** Runs a warp's lanes until none of them waits for the others of the warp. */
std::string Team::runWarp(int first, bool forwards) {
  int behind = first + warpLanes < lanes ? first + warpLanes : lanes;
  for (;; forwards = !forwards) {
    bool any = false;
    for (int i = first; i < behind; i++) any = any || (fiber(i).line != finished && fiber(i).of == ofWarp);
    if (!any) return "";
    if (behind - first < warpLanes) {
      return "an operation of a warp in one of " + std::to_string(behind - first) + " threads";
    }
    std::string different = differing(first, behind);
    if (!different.empty()) return different;
    for (int i = 0; i < warpLanes; i++) {
      resume(fiber(forwards ? first + i : behind - 1 - i));
    }
  }
}

/** Runs the lanes that wait for a part, if all of its threads do. */
std::string Team::runPart(int part, bool forwards, bool &ran) {
  std::vector<int> waiting;
  for (int i = 0; i < lanes; i++) {
    int lane = forwards ? i : lanes - 1 - i;
    if (fiber(lane).line != finished && fiber(lane).of == part) waiting.push_back(lane);
  }
  if (waiting.empty()) return "";
  size_t threads = fiber(waiting[0]).threadsOfPart;
  for (int lane : waiting) {
    if (fiber(lane).line != fiber(waiting[0]).line || waiting.size() > threads) {
      return "divergent barrier: " + std::to_string(waiting.size()) + " threads wait for part " +
             std::to_string(part) + ", which has " + std::to_string(threads) + ", at line " +
             std::to_string(fiber(waiting[0]).line) + " or others";
    }
  }
  if (waiting.size() < threads) return "";
  for (int lane : waiting) resume(fiber(lane));
  ran = true;
  return "";
}

/** Runs lanes until all wait for the block or have ended, or something is wrong. */
std::string Team::settle(bool forwards) {
  for (bool ran = true; ran; forwards = !forwards) {
    ran = false;
    std::string different;
    for (int first = 0; first < lanes && different.empty(); first += warpLanes) {
      different = runWarp(first, forwards);
    }
    for (int part = 1; part < mostParts && different.empty(); part++) {
      different = runPart(part, forwards, ran);
    }
    if (!different.empty()) return different;
  }
  std::string different = differing();
  if (!different.empty() || fiber(0).line == finished || fiber(0).of == ofBlock) return different;
  return "a part of " + std::to_string(fiber(0).threadsOfPart) + " threads in a block of " +
         std::to_string(lanes);
}

std::string Team::runBlock() {
  straight = 0;
  for (int i = 0; i < lanes; i++) fiber(i).line = finished;
  resume(fiber(0));
  if (straight == lanes) return "";
  if (straight > 0) {
    return "divergent barrier: thread " + std::to_string(straight) + " waits at line " +
           std::to_string(fiber(0).line) + ", thread 0 has ended";
  }
  // From barrier to barrier, in the one order and then in the other.
  bool forwards = true;
  for (int from = 1;; from = 0, forwards = !forwards) {
    for (int i = from; i < lanes; i++) resume(fiber(forwards ? i : lanes - 1 - i));
    std::string different = settle(!forwards);
    if (!different.empty() || fiber(0).line == finished) return different;
  }
}

/** Runs blocks until all are done or one goes wrong; the text says how. */
void Team::runBlocks(Shared shared) {
  size_t storage[2] = {shared.module, 0};
  void *memory = shared.bytes > 0 ? __tls_get_addr(storage) : nullptr;
  size_t asked = (shared.dynamicBytes + dynamicAlignment - 1) / dynamicAlignment * dynamicAlignment;
  char *more = dynamic + mostDynamic - asked;
  for (unsigned z = 0; z < blocks.z; z++) {
    for (unsigned y = 0; y < blocks.y; y++) {
      for (unsigned x = 0; x < blocks.x; x++) {
        block = {x, y, z};
        if (memory != nullptr) memset(memory, 0xFF, shared.bytes);
        memset(more, 0xFF, asked);
        for (int i = 0; i < lanes; i++) {
          static_cast<Lane &>(fiber(i)) = {place(i), block, size, blocks, wait, waitForWarp, waitForPart, more, {}, 0};
          fiber(i).team = this;
        }
        wrong = runBlock();
        if (!wrong.empty()) return;
      }
    }
  }
}

Outcome Team::run(
    const Kernel &kernel, void **parameters, Index blocks, Index threads, Shared shared) {
  this->kernel = &kernel;
  this->parameters = parameters;
  this->blocks = blocks;
  size = threads;
  lanes = threads.x * threads.y * threads.z;
  wrong.clear();
  std::string fault = guarded([&] { runBlocks(shared); });
  if (fault.empty() && wrong.empty()) return {};
  for (int i = 0; i < lanes; i++) fiber(i).made = false;
  std::string where = std::string(" (kernel ") + kernel.name + ", block " +
                      std::to_string(block.x) + " " + std::to_string(block.y) + " " +
                      std::to_string(block.z) + ")";
  return fault.empty() ? Outcome{LAUNCH_FAILED, wrong + where}
                       : Outcome{ILLEGAL_ADDRESS, fault + where};
}

}  // namespace

Outcome execute(
    const Kernel &kernel, void **parameters, Index blocks, Index threads, Shared shared) {
  thread_local Team team;
  return team.run(kernel, parameters, blocks, threads, shared);
}

}  // namespace standin
