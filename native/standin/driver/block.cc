#include "block.h"

#include <sys/mman.h>
#include <ucontext.h>

#include <cstdint>
#include <cstring>
#include <new>

#include "call.h"
#include "faults.h"
#include "team.h"

extern "C" void *__tls_get_addr(void *);

namespace standin {

namespace {

constexpr size_t page = 4096;

/** As much as any device gives, and where it begins in memory of its own. */
constexpr size_t mostDynamic = 1ul << 18;
constexpr size_t dynamicAlignment = 128;

}  // namespace

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

Team::~Team() {
  munmap(reserved, reservedBytes);
  munmap(dynamic, mostDynamic + page);
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

Outcome execute(
    const Kernel &kernel, void **parameters, Index blocks, Index threads, Shared shared) {
  thread_local Team team;
  return team.run(kernel, parameters, blocks, threads, shared);
}

}  // namespace standin
