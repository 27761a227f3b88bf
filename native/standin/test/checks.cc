// Memory, handles, contexts, limits.
#include <cstring>

#include "test.h"

namespace {

const char *const set = "extern \"C\" __global__ void set(float *to, float value, int at) {"
                        " to[at] = value; }";

}  // namespace

TEST(freshMemoryIsPoisoned) {
  Opened opened;
  Address memory;
  unsigned words[8];
  OK(cuMemAlloc_v2(&memory, sizeof words));
  OK(cuMemcpyDtoH_v2(words, memory, sizeof words));
  for (unsigned word : words) EXPECT_EQ(0xFFFFFFFFu, word);
  OK(cuMemFree_v2(memory));
}

TEST(memoryIsFreedOnce) {
  Opened opened;
  Address memory;
  float value = 1;
  OK(cuMemAlloc_v2(&memory, 64));
  EXPECT_MISUSE(INVALID_VALUE, cuMemFree_v2(memory + 4), "not the start of device memory");
  OK(cuMemFree_v2(memory));
  EXPECT_MISUSE(INVALID_VALUE, cuMemFree_v2(memory), "was freed before");
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyHtoD_v2(memory, &value, 4), "memory that was freed before");
  Address other;
  OK(cuMemAlloc_v2(&other, 64));
  EXPECT(other != memory);
  OK(cuMemFree_v2(other));
}

TEST(copiesStayInBounds) {
  Opened opened;
  Floats memory({1, 2, 3, 4});
  float here[8] = {};
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyHtoD_v2(memory.address, here, 20),
                "20 bytes at offset 0 leave the allocation of 16 bytes");
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyDtoH_v2(here, memory.address + 8, 12),
                "12 bytes at offset 8 leave the allocation of 16 bytes");
  EXPECT_MISUSE(INVALID_VALUE, cuMemsetD32_v2(memory.address, 0, 5), "leave the allocation");
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyDtoH_v2(here, 4096, 4), "is not device memory");
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyHtoD_v2(memory.address, nullptr, 4), "source is null");
  EXPECT_EQ(0, here[0]);
}

TEST(asynchronousCopiesNeedPinnedMemory) {
  Opened opened;
  Floats memory({1, 2, 3, 4});
  float heap[4];
  void *pinned;
  OK(cuMemHostAlloc(&pinned, 16, 0));
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyDtoHAsync_v2(heap, memory.address, 16, 0), "is not pinned");
  EXPECT_MISUSE(INVALID_VALUE,
                cuMemcpyDtoHAsync_v2(static_cast<char *>(pinned) + 4, memory.address, 16, 0),
                "leave the pinned memory of 16 bytes");
  OK(cuMemcpyDtoHAsync_v2(pinned, memory.address, 16, 0));
  EXPECT_EQ(3, static_cast<float *>(pinned)[2]);
  OK(cuMemFreeHost(pinned));
  EXPECT_MISUSE(INVALID_VALUE, cuMemFreeHost(pinned), "was freed before");
  EXPECT_MISUSE(INVALID_VALUE, cuMemcpyDtoHAsync_v2(pinned, memory.address, 16, 0),
                "pinned memory that was freed");
}

TEST(handlesEndOnce) {
  Opened opened;
  Handle stream, event;
  OK(cuStreamCreate(&stream, 1));
  OK(cuStreamDestroy_v2(stream));
  EXPECT_MISUSE(INVALID_HANDLE, cuStreamDestroy_v2(stream), "was destroyed before");
  EXPECT_MISUSE(INVALID_HANDLE, cuStreamSynchronize(stream), "was destroyed before");
  OK(cuEventCreate(&event, 0));
  EXPECT_MISUSE(INVALID_HANDLE, cuStreamSynchronize(event), "is no stream but another kind: event");
  OK(cuEventDestroy_v2(event));
  EXPECT_MISUSE(INVALID_HANDLE, cuEventDestroy_v2(event), "was destroyed before");
  EXPECT_MISUSE(INVALID_HANDLE, cuModuleUnload(0x1234), "is not a module");
  Handle function;
  Address memory;
  {
    Loaded kernel(set, "set");
    function = kernel.function;
  }
  OK(cuMemAlloc_v2(&memory, 4));
  EXPECT_MISUSE(INVALID_HANDLE, launch(function, 1, 1, 0, memory, 1.0f, 0), "was destroyed before");
  OK(cuMemFree_v2(memory));
}

TEST(contextsAreNeededAndEnd) {
  OK(cuInit(0));
  Address memory;
  EXPECT_MISUSE(INVALID_CONTEXT, cuMemAlloc_v2(&memory, 4), "no current context");
  Handle context, found;
  OK(cuDevicePrimaryCtxRetain(&context, 0));
  OK(cuCtxPushCurrent_v2(context));
  OK(cuCtxGetCurrent(&found));
  EXPECT(found == context);
  OK(cuMemAlloc_v2(&memory, 4));
  EXPECT_EQ(2, foresight_standin_live());
  OK(cuDevicePrimaryCtxRelease_v2(0));
  EXPECT_EQ(0, foresight_standin_live());
  EXPECT_MISUSE(CONTEXT_IS_DESTROYED, cuMemAlloc_v2(&memory, 4), "was destroyed before");
  EXPECT_MISUSE(INVALID_CONTEXT, cuDevicePrimaryCtxRelease_v2(0), "is not retained");
  OK(cuCtxPopCurrent_v2(&found));
  EXPECT_MISUSE(INVALID_CONTEXT, cuCtxPopCurrent_v2(&found), "no current context");
}

TEST(wrongLaunchesAreRefused) {
  Opened opened;
  Loaded kernel(set, "set");
  Floats to({0, 0});
  float freed = 0;
  EXPECT_MISUSE(INVALID_VALUE, launch(kernel.function, 1, 1, 0, to.address, 1.0f),
                "parameter 2 of set cannot be read");
  EXPECT_MISUSE(INVALID_VALUE, launch(kernel.function, 1, 1, 0, &freed, 1.0f, 0),
                "parameter 0 of set 0x");
  EXPECT_MISUSE(INVALID_VALUE, launch(kernel.function, 0, 1, 0, to.address, 1.0f, 0),
                "a dimension is 0");
  EXPECT_MISUSE(INVALID_VALUE, launch(kernel.function, 1, 2000, 0, to.address, 1.0f, 0),
                "2000 threads a block");
  EXPECT_MISUSE(INVALID_VALUE,
                cuLaunchKernel(kernel.function, 1, 1, 1, 1, 1, 1, 0, 0, nullptr, nullptr),
                "has 3 parameters and none are given");
}

TEST(packedParametersMustHaveTheKernelsSize) {
  Opened opened;
  Loaded kernel(set, "set");
  Floats to({0, 0});
  char buffer[16];
  float value = 3;
  int at = 1;
  memcpy(buffer, &to.address, 8);
  memcpy(buffer + 8, &value, 4);
  memcpy(buffer + 12, &at, 4);
  size_t bytes = 12;
  void *one = reinterpret_cast<void *>(1), *two = reinterpret_cast<void *>(2);
  void *extra[] = {one, buffer, two, &bytes, nullptr};
  EXPECT_MISUSE(INVALID_VALUE,
                cuLaunchKernel(kernel.function, 1, 1, 1, 1, 1, 1, 0, 0, nullptr, extra),
                "has parameters of 16 bytes, the buffer has 12");
  bytes = 16;
  OK(cuLaunchKernel(kernel.function, 1, 1, 1, 1, 1, 1, 0, 0, nullptr, extra));
  EXPECT_EQ(3, to.read()[1]);
}

TEST(launchBoundsHold) {
  Opened opened;
  Loaded kernel("extern \"C\" __global__ void __launch_bounds__(64) one() {}", "one");
  OK(launch(kernel.function, 1, 64, 0));
  EXPECT_MISUSE(LAUNCH_OUT_OF_RESOURCES, launch(kernel.function, 1, 65, 0), "its launch bound is 64");
}

TEST(otherEntryPointsRefuse) {
  Opened opened;
  size_t value;
  EXPECT_MISUSE(NOT_SUPPORTED, cuCtxGetLimit(&value, 0), "cuCtxGetLimit: not one of");
}
