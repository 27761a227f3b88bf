#include "memory.h"

#include <sys/mman.h>

#include <cstring>

#include "captures.h"
#include "stream.h"

namespace standin {

namespace {

constexpr size_t guard = 256, page = 4096;
constexpr unsigned char poison = 0xFF;
constexpr size_t spaceBytes = 1ull << 42;

/** All addresses ever used come from one stretch of reserved address space, in order. */
struct Space {
  Address first = 0, next = 0;
  std::map<Address, Allocation> live, freed;
};

Space &space() {
  static auto *one = new Space;
  return *one;
}

size_t pages(size_t bytes) { return (bytes + 2 * guard + page - 1) / page * page; }

Address take(Context &context, size_t bytes, bool pinned) {
  Space &all = space();
  if (all.first == 0) {
    void *reserved = mmap(nullptr, spaceBytes, PROT_NONE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (reserved == MAP_FAILED) throw Failure{OUT_OF_MEMORY};
    all.first = all.next = reinterpret_cast<Address>(reserved);
  }
  if (bytes > spaceBytes || all.next + pages(bytes) > all.first + spaceBytes) {
    throw Failure{OUT_OF_MEMORY};
  }
  void *start = reinterpret_cast<void *>(all.next);
  if (mprotect(start, pages(bytes), PROT_READ | PROT_WRITE) != 0) throw Failure{OUT_OF_MEMORY};
  memset(start, poison, pages(bytes));
  Address address = all.next + guard;
  all.next += pages(bytes);
  all.live.emplace(address, Allocation{address, bytes, &context, pinned});
  return address;
}

void release(const Allocation &allocation) {
  Allocation gone = allocation;
  void *start = reinterpret_cast<void *>(gone.address - guard);
  mmap(start, pages(gone.bytes), PROT_NONE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  if (!gone.pinned) state().devices[gone.context->device].used -= gone.bytes;
  gone.context = nullptr;
  space().freed.emplace(gone.address, gone);
  space().live.erase(gone.address);
}

/** The allocation that begins last at or before the address, if the address lies inside. */
const Allocation *around(const std::map<Address, Allocation> &allocations, Address address) {
  auto after = allocations.upper_bound(address);
  if (after == allocations.begin()) return nullptr;
  const Allocation &found = std::prev(after)->second;
  return address < found.address + found.bytes ? &found : nullptr;
}

/** The live allocation that begins at the address. */
const Allocation &exactly(Address address, bool pinned) {
  const char *kind = pinned ? "pinned" : "device";
  auto shown = static_cast<unsigned long long>(address);
  auto found = space().live.find(address);
  if (found == space().live.end() || found->second.pinned != pinned) {
    if (space().freed.count(address)) misuse(INVALID_VALUE, "0x%llx was freed before", shown);
    misuse(INVALID_VALUE, "0x%llx is not the start of %s memory", shown, kind);
  }
  return found->second;
}

/** Whether a guard is as it was; it is again afterwards, so that damage is reported once. */
bool clean(Address from) {
  auto *byte = reinterpret_cast<unsigned char *>(from);
  for (size_t i = 0; i < guard; i++) {
    if (byte[i] == poison) continue;
    memset(byte, poison, guard);
    return false;
  }
  return true;
}

void checkGuards(const Allocation &allocation) {
  auto shown = static_cast<unsigned long long>(allocation.address);
  Address end = allocation.address + allocation.bytes;
  if (!clean(allocation.address - guard)) {
    misuse(ILLEGAL_ADDRESS, "something wrote before the %zu bytes at 0x%llx", allocation.bytes,
           shown);
  }
  if (!clean(end)) {
    misuse(ILLEGAL_ADDRESS, "something wrote behind the %zu bytes at 0x%llx", allocation.bytes,
           shown);
  }
}

void freeChecked(Address address, bool pinned, Lock &lock) {
  Context &context = currentEvenFailed();
  refuseWhileCapturing();
  drainAll(context, lock);
  const Allocation &allocation = exactly(address, pinned);
  Result damage = SUCCESS;
  try {
    checkGuards(allocation);
  } catch (const Failure &failure) {
    damage = failure.result;
  }
  release(allocation);
  if (damage != SUCCESS) throw Failure{damage};
  context.check();
}

}  // namespace

const Allocation &checkDevice(Address address, size_t bytes, const char *what) {
  auto shown = static_cast<unsigned long long>(address);
  const Allocation *found = around(space().live, address);
  if (found == nullptr && around(space().freed, address) != nullptr) {
    misuse(INVALID_VALUE, "%s 0x%llx lies in memory that was freed before", what, shown);
  }
  if (found == nullptr || found->pinned) {
    misuse(INVALID_VALUE, "%s 0x%llx is not device memory", what, shown);
  }
  if (found->context->device != current().device) {
    misuse(INVALID_VALUE, "%s 0x%llx lies on device %d, the current context on device %d", what,
           shown, found->context->device, current().device);
  }
  size_t offset = address - found->address;
  if (bytes > found->bytes - offset) {
    misuse(INVALID_VALUE, "%s: %zu bytes at offset %zu leave the allocation of %zu bytes", what,
           bytes, offset, found->bytes);
  }
  return *found;
}

void checkHost(const void *pointer, size_t bytes, bool mustBePinned, const char *what) {
  auto address = reinterpret_cast<Address>(pointer);
  if (pointer == nullptr) misuse(INVALID_VALUE, "%s is null", what);
  const Allocation *found = around(space().live, address);
  if (found != nullptr && found->pinned) {
    size_t offset = address - found->address;
    if (bytes <= found->bytes - offset) return;
    misuse(INVALID_VALUE, "%s: %zu bytes at offset %zu leave the pinned memory of %zu bytes", what,
           bytes, offset, found->bytes);
  }
  if (isDeviceSpace(pointer)) {
    misuse(INVALID_VALUE, "%s %p is device memory, or pinned memory that was freed", what, pointer);
  }
  if (mustBePinned) {
    misuse(INVALID_VALUE, "%s %p is not pinned, which an asynchronous copy needs", what, pointer);
  }
}

void checkGuards(Address address) {
  if (const Allocation *found = around(space().live, address)) checkGuards(*found);
}

bool isDeviceSpace(const void *pointer) {
  auto address = reinterpret_cast<Address>(pointer);
  return space().first != 0 && address >= space().first && address < space().first + spaceBytes;
}

long liveAllocations(const Context *context) {
  long count = 0;
  for (auto &entry : space().live) {
    if (context == nullptr || entry.second.context == context) count++;
  }
  return count;
}

void freeAll(const Context *context) {
  for (auto next = space().live.begin(); next != space().live.end();) {
    const Allocation &allocation = (next++)->second;
    if (context == nullptr || allocation.context == context) release(allocation);
  }
}

}  // namespace standin

using namespace standin;

ENTRY cuMemGetInfo_v2(size_t *free, size_t *total) {
  return call("cuMemGetInfo_v2", [&](Lock &) {
    demand(free, "free");
    demand(total, "total");
    Device &device = state().devices[current().device];
    *free = device.memory - device.used;
    *total = device.memory;
  });
}

ENTRY cuMemAlloc_v2(Address *address, size_t bytes) {
  return call("cuMemAlloc_v2", [&](Lock &) {
    demand(address, "address");
    Context &context = current();
    refuseWhileCapturing();
    if (bytes == 0) misuse(INVALID_VALUE, "0 bytes");
    Device &device = state().devices[context.device];
    if (bytes > device.memory - device.used) throw Failure{OUT_OF_MEMORY};
    *address = take(context, bytes, false);
    device.used += bytes;
  });
}

ENTRY cuMemFree_v2(Address address) {
  return call("cuMemFree_v2", [&](Lock &lock) { freeChecked(address, false, lock); });
}

static int pin(const char *name, void **pointer, size_t bytes, unsigned flags) {
  return call(name, [&](Lock &) {
    demand(pointer, "pointer");
    Context &context = current();
    refuseWhileCapturing();
    if (bytes == 0) misuse(INVALID_VALUE, "0 bytes");
    if (flags > 7) misuse(INVALID_VALUE, "flags are %u", flags);
    *pointer = reinterpret_cast<void *>(take(context, bytes, true));
  });
}

ENTRY cuMemHostAlloc(void **pointer, size_t bytes, unsigned flags) {
  return pin("cuMemHostAlloc", pointer, bytes, flags);
}

ENTRY cuMemAllocHost_v2(void **pointer, size_t bytes) {
  return pin("cuMemAllocHost_v2", pointer, bytes, 0);
}

ENTRY cuMemFreeHost(void *pointer) {
  return call("cuMemFreeHost", [&](Lock &lock) {
    freeChecked(reinterpret_cast<Address>(pointer), true, lock);
  });
}
