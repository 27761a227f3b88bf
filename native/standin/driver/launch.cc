// Kernel launches: everything that can be wrong with one, then the blocks.
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "block.h"
#include "memory.h"
#include "module.h"
#include "stream.h"

namespace standin {

namespace {

/** Copies from an address that may be nonsense. */
void readParameter(void *to, const void *from, size_t bytes, int number, const char *kernel) {
  iovec local{to, bytes}, remote{const_cast<void *>(from), bytes};
  ssize_t got = from == nullptr ? 0 : process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
  if (got < 0 && errno != EFAULT) {
    memcpy(to, from, bytes);  // a sandbox forbids the careful way
  } else if (got != static_cast<ssize_t>(bytes)) {
    misuse(INVALID_VALUE, "parameter %d of %s cannot be read at %p: are there enough?", number,
           kernel, from);
  }
}

struct Launch : Work {
  std::shared_ptr<Function> function;
  Index blocks, threads;
  unsigned sharedBytes;
  /** The parameters' values, each at a multiple of 16 bytes, and where they begin. */
  std::vector<char> values;
  std::vector<size_t> starts;

  const Kernel &kernel() const { return *function->kernel; }
  const Parameter &parameter(int i) const { return kernel().parameters[i]; }
  Address pointer(int i) const {
    Address address;
    memcpy(&address, &values[starts[i]], sizeof address);
    return address;
  }

  void check() const override;
  void run() const override;
  void checkShape() const;
  void layOut();
  void take(void **parameters);
  void takePacked(void **extra);
};

void Launch::layOut() {
  size_t bytes = 0;
  for (int i = 0; i < kernel().parameterCount; i++) {
    starts.push_back(bytes);
    bytes += (parameter(i).bytes + 15) / 16 * 16;
  }
  values.resize(bytes);
}

void Launch::take(void **parameters) {
  for (int i = 0; i < kernel().parameterCount; i++) {
    void *from = nullptr;
    readParameter(&from, parameters + i, sizeof from, i, kernel().name);
    readParameter(&values[starts[i]], from, parameter(i).bytes, i, kernel().name);
  }
}

/** Parameters as one buffer, each aligned to its size: CU_LAUNCH_PARAM_BUFFER_POINTER and _SIZE. */
void Launch::takePacked(void **extra) {
  const char *buffer = nullptr;
  const size_t *given = nullptr;
  for (; *extra != nullptr; extra += 2) {
    if (*extra == reinterpret_cast<void *>(1)) buffer = static_cast<const char *>(extra[1]);
    if (*extra == reinterpret_cast<void *>(2)) given = static_cast<const size_t *>(extra[1]);
  }
  demand(buffer, "the parameter buffer");
  demand(given, "the parameter buffer's size");
  size_t end = 0;
  std::vector<size_t> from;
  for (int i = 0; i < kernel().parameterCount; i++) {
    size_t bytes = parameter(i).bytes;
    end = (end + bytes - 1) / bytes * bytes;
    from.push_back(end);
    end += bytes;
  }
  if (*given != end) {
    misuse(INVALID_VALUE, "%s has parameters of %zu bytes, the buffer has %zu", kernel().name, end,
           *given);
  }
  for (int i = 0; i < kernel().parameterCount; i++) {
    memcpy(&values[starts[i]], buffer + from[i], parameter(i).bytes);
  }
}

void Launch::checkShape() const {
  const char *name = kernel().name;
  auto product = [](Index i) { return 1ull * i.x * i.y * i.z; };
  if (product(blocks) == 0 || product(threads) == 0) {
    misuse(INVALID_VALUE, "%s: a dimension is 0", name);
  }
  if (blocks.x > 2147483647u || blocks.y > 65535 || blocks.z > 65535 || threads.z > 64) {
    misuse(INVALID_VALUE, "%s: %u x %u x %u blocks of %u x %u x %u threads are beyond the limits",
           name, blocks.x, blocks.y, blocks.z, threads.x, threads.y, threads.z);
  }
  if (threads.x > mostThreads || threads.y > mostThreads || product(threads) > mostThreads) {
    misuse(INVALID_VALUE, "%s: %llu threads a block, more than %d", name, product(threads),
           mostThreads);
  }
  int bound = kernel().maxThreads;
  if (bound > 0 && product(threads) > static_cast<unsigned>(bound)) {
    misuse(LAUNCH_OUT_OF_RESOURCES, "%s: %llu threads a block, its launch bound is %d", name,
           product(threads), bound);
  }
  size_t most = std::max<size_t>(function->dynamicBytes, mostShared - function->module->sharedBytes);
  if (sharedBytes > most) {
    misuse(INVALID_VALUE, "%s: %u bytes of dynamic shared memory, at most %zu", name, sharedBytes,
           most);
  }
}

void Launch::check() const {
  if (function->module->unloaded) {
    misuse(INVALID_HANDLE, "the module of %s was unloaded", kernel().name);
  }
  for (int i = 0; i < kernel().parameterCount; i++) {
    if (!parameter(i).pointer || pointer(i) == 0) continue;
    std::string what = "parameter " + std::to_string(i) + " of " + kernel().name;
    checkDevice(pointer(i), 1, what.c_str());
  }
}

void Launch::run() const {
  if (state().skip) return;
  std::vector<void *> addresses;
  for (size_t start : starts) addresses.push_back(const_cast<char *>(&values[start]));
  const Module &module = *function->module;
  entry = "cuLaunchKernel";
  Outcome outcome = execute(kernel(), addresses.data(), blocks, threads,
                            {module.sharedModule, module.sharedBytes, sharedBytes});
  if (outcome.result != SUCCESS) misuse(outcome.result, "%s", outcome.text.c_str());
  Lock lock(mutex());
  for (int i = 0; i < kernel().parameterCount; i++) {
    if (parameter(i).pointer && pointer(i) != 0) checkGuards(pointer(i));
  }
}

}  // namespace

}  // namespace standin

using namespace standin;

ENTRY cuLaunchKernel(
    Handle functionHandle, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
    unsigned blockY, unsigned blockZ, unsigned sharedBytes, Handle streamHandle, void **parameters,
    void **extra) {
  return call("cuLaunchKernel", [&](Lock &lock) {
    current();
    auto launch = std::make_shared<Launch>();
    launch->function = find<Function>(functionHandle);
    auto stream = streamOf(streamHandle);
    launch->blocks = {gridX, gridY, gridZ};
    launch->threads = {blockX, blockY, blockZ};
    launch->sharedBytes = sharedBytes;
    launch->checkShape();
    launch->layOut();
    if (parameters != nullptr && extra != nullptr) {
      misuse(INVALID_VALUE, "parameters are given twice");
    }
    if (extra != nullptr) {
      launch->takePacked(extra);
    } else if (parameters != nullptr) {
      launch->take(parameters);
    } else if (launch->kernel().parameterCount > 0) {
      misuse(INVALID_VALUE, "%s has %d parameters and none are given", launch->kernel().name,
             launch->kernel().parameterCount);
    }
    launch->check();
    submit(*stream, launch, lock);
  });
}
