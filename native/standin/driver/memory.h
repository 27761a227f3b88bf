// Device memory and pinned host memory. Addresses are never used again, new memory is poisoned, and
// guard bytes lie on both sides.
#pragma once

#include "objects.h"

namespace standin {

struct Allocation {
  Address address;
  size_t bytes;
  Context *context;
  bool pinned;
};

/** Complains unless the bytes lie inside one live allocation of the current context's device. */
const Allocation &checkDevice(Address address, size_t bytes, const char *what);

/** Complains if the bytes lie partly in pinned memory, or (when asked for) not in it at all. */
void checkHost(const void *address, size_t bytes, bool mustBePinned, const char *what);

/** Complains if something was written beside the allocation that the address lies in. */
void checkGuards(Address address);

/** Whether the address lies where device memory comes from, live or not. */
bool isDeviceSpace(const void *address);

/** Live allocations of a context (null: of all), device and pinned together. */
long liveAllocations(const Context *context);

/** Releases everything that a context (null: any) has allocated. */
void freeAll(const Context *context);

}  // namespace standin
