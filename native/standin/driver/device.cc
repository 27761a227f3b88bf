// Devices: what they say of themselves.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include "memory.h"
#include "objects.h"

namespace standin {

namespace {

/** Values of CUdevice_attribute for a device like an A100, but small. */
const std::map<int, int> attributes = {
    {1, 1024},        // threads of a block
    {2, 1024},        // block x
    {3, 1024},        // block y
    {4, 64},          // block z
    {5, 2147483647},  // grid x
    {6, 65535},       // grid y
    {7, 65535},       // grid z
    {8, 49152},       // shared memory of a block
    {9, 65536},       // constant memory
    {10, 32},         // warp
    {11, 2147483647},  // pitch
    {12, 65536},      // registers of a block
    {13, 1000000},    // clock rate, kHz
    {14, 512},        // texture alignment
    {15, 1},          // copies while computing
    {16, 4},          // multiprocessors
    {17, 0},          // no time limit for kernels
    {18, 0},          // not integrated
    {19, 1},          // can map host memory
    {20, 0},          // compute mode: default
    {31, 1},          // concurrent kernels
    {32, 0},          // no error correction
    {33, 0},          // PCI bus
    {34, 0},          // PCI device
    {35, 0},          // no TCC driver
    {36, 1000000},    // memory clock rate, kHz
    {37, 256},        // memory bus width
    {38, 4194304},    // L2 cache
    {39, 2048},       // threads of a multiprocessor
    {40, 1},          // copy engines
    {41, 1},          // unified addresses
    {50, 0},          // PCI domain
    {75, 8},          // compute capability, major
    {76, 0},          // compute capability, minor
    {78, 1},          // stream priorities
    {81, 102400},     // shared memory of a multiprocessor
    {82, 65536},      // registers of a multiprocessor
    {83, 0},          // no managed memory
    {84, 0},          // one board
    {89, 0},          // no concurrent managed access
    {95, 0},          // no cooperative launches
    {97, 101376},     // shared memory of a block that asks for it
    {106, 16},        // blocks of a multiprocessor
    {111, 1024},      // reserved shared memory of a block
    {115, 0},         // no memory pools
};

long numberFrom(const char *variable, long fallback) {
  const char *text = getenv(variable);
  if (text == nullptr || *text == '\0') return fallback;
  char *end;
  long value = strtol(text, &end, 10);
  if (*end != '\0' || value < 0) {
    misuse(INVALID_VALUE, "%s=%s is not a number, 0 or more", variable, text);
  }
  return value;
}

}  // namespace

void initialise() {
  if (state().initialised) return;
  long devices = numberFrom("FORESIGHT_STANDIN_DEVICES", 1);
  long memory = numberFrom("FORESIGHT_STANDIN_MEMORY", 4l << 30);
  state().skip = numberFrom("FORESIGHT_STANDIN_SKIP", 0) != 0;
  if (devices == 0) throw Failure{NO_DEVICE};
  state().devices.resize(devices);
  for (Device &device : state().devices) device.memory = memory;
  state().initialised = true;
}

Device &device(int number) {
  if (!state().initialised) misuse(NOT_INITIALIZED, "cuInit was not called");
  if (number < 0 || number >= static_cast<int>(state().devices.size())) {
    misuse(INVALID_DEVICE, "there is no device %d, only %zu", number, state().devices.size());
  }
  return state().devices[number];
}

}  // namespace standin

using namespace standin;

ENTRY cuInit(unsigned flags) {
  return call("cuInit", [&](Lock &) {
    if (flags != 0) misuse(INVALID_VALUE, "flags are %u, not 0", flags);
    initialise();
  });
}

ENTRY cuDriverGetVersion(int *version) {
  return call("cuDriverGetVersion", [&](Lock &) {
    demand(version, "version");
    *version = numberFrom("FORESIGHT_STANDIN_DRIVER", 12000);
  });
}

ENTRY cuDeviceGetCount(int *count) {
  return call("cuDeviceGetCount", [&](Lock &) {
    demand(count, "count");
    device(0);
    *count = state().devices.size();
  });
}

ENTRY cuDeviceGet(int *result, int ordinal) {
  return call("cuDeviceGet", [&](Lock &) {
    demand(result, "device");
    device(ordinal);
    *result = ordinal;
  });
}

ENTRY cuDeviceGetName(char *name, int length, int number) {
  return call("cuDeviceGetName", [&](Lock &) {
    demand(name, "name");
    device(number);
    if (length <= 0) misuse(INVALID_VALUE, "length is %d", length);
    snprintf(name, length, "Foresight stand-in device %d (not a GPU)", number);
  });
}

ENTRY cuDeviceGetAttribute(int *value, int attribute, int number) {
  return call("cuDeviceGetAttribute", [&](Lock &) {
    demand(value, "value");
    device(number);
    auto found = attributes.find(attribute);
    if (found == attributes.end()) {
      misuse(INVALID_VALUE, "attribute %d is not one that the stand-in has", attribute);
    }
    *value = found->second;
  });
}

ENTRY cuDeviceTotalMem_v2(size_t *bytes, int number) {
  return call("cuDeviceTotalMem_v2", [&](Lock &) {
    demand(bytes, "bytes");
    *bytes = device(number).memory;
  });
}

static int uuid(const char *name, char *bytes, int number) {
  return call(name, [&](Lock &) {
    demand(bytes, "uuid");
    device(number);
    memcpy(bytes, "foresight.dev-0", 16);
    bytes[14] = static_cast<char>('0' + number);
  });
}

ENTRY cuDeviceGetUuid(char *bytes, int number) { return uuid("cuDeviceGetUuid", bytes, number); }

ENTRY cuDeviceGetUuid_v2(char *bytes, int number) {
  return uuid("cuDeviceGetUuid_v2", bytes, number);
}
