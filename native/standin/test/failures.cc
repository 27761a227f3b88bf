// What the environment asks for: devices, memory; failures that stay; leaks.
#include <cstdlib>
#include <cstring>

#include "test.h"

TEST(noDevice) {
  setenv("FORESIGHT_STANDIN_DEVICES", "0", 1);
  EXPECT_EQ(NO_DEVICE, cuInit(0));
  int count;
  EXPECT_MISUSE(NOT_INITIALIZED, cuDeviceGetCount(&count), "cuInit was not called");
  unsetenv("FORESIGHT_STANDIN_DEVICES");
}

TEST(twoDevicesHaveTheirOwnMemory) {
  setenv("FORESIGHT_STANDIN_DEVICES", "2", 1);
  {
    Opened opened;
    int count;
    char name[100];
    OK(cuDeviceGetCount(&count));
    EXPECT_EQ(2, count);
    OK(cuDeviceGetName(name, sizeof name, 1));
    EXPECT(strstr(name, "stand-in device 1") != nullptr);
    EXPECT_MISUSE(INVALID_DEVICE, cuDeviceGetName(name, sizeof name, 2), "there is no device 2");
    Floats memory({1});
    Handle other, stream;
    OK(cuStreamCreate(&stream, 1));
    OK(cuDevicePrimaryCtxRetain(&other, 1));
    OK(cuCtxPushCurrent_v2(other));
    float value;
    EXPECT_MISUSE(INVALID_VALUE, cuMemcpyDtoH_v2(&value, memory.address, 4),
                  "lies on device 0, the current context on device 1");
    EXPECT_MISUSE(INVALID_HANDLE, cuStreamSynchronize(stream), "belongs to another context");
    OK(cuCtxPopCurrent_v2(&other));
    OK(cuDevicePrimaryCtxRelease_v2(1));
    OK(cuStreamDestroy_v2(stream));
  }
  unsetenv("FORESIGHT_STANDIN_DEVICES");
}

TEST(memoryIsLimited) {
  setenv("FORESIGHT_STANDIN_MEMORY", "10000", 1);
  {
    Opened opened;
    Address memory, other;
    size_t free, total;
    OK(cuMemAlloc_v2(&memory, 6000));
    EXPECT_EQ(OUT_OF_MEMORY, cuMemAlloc_v2(&other, 6000));
    OK(cuMemGetInfo_v2(&free, &total));
    EXPECT_EQ(4000, free);
    EXPECT_EQ(10000, total);
    OK(cuMemFree_v2(memory));
    OK(cuMemAlloc_v2(&other, 6000));
    OK(cuMemFree_v2(other));
    EXPECT_EQ(0, foresight_standin_violations());
  }
  unsetenv("FORESIGHT_STANDIN_MEMORY");
}

TEST(aFailedKernelStaysWithItsContext) {
  Address memory = 0;
  {
    Opened opened;
    Loaded kernel(R"(
extern "C" __global__ void fault(float *to) { to[1 << 28] = 1; })", "fault");
    OK(cuMemAlloc_v2(&memory, 4));
    Handle stream;
    OK(cuStreamCreate(&stream, 1));
    OK(launch(kernel.function, 1, 1, stream, memory));
    EXPECT_MISUSE(ILLEGAL_ADDRESS, cuStreamSynchronize(stream), "(kernel fault, block 0 0 0)");
    EXPECT_EQ(ILLEGAL_ADDRESS, launch(kernel.function, 1, 1, stream, memory));
    EXPECT_EQ(ILLEGAL_ADDRESS, cuStreamDestroy_v2(stream));
    EXPECT_EQ(ILLEGAL_ADDRESS, cuMemFree_v2(memory));
  }
  Opened again;
  OK(cuMemAlloc_v2(&memory, 4));
  OK(cuMemFree_v2(memory));
}

TEST(liveHandlesAreCounted) {
  OK(cuInit(0));
  Handle context, stream, event;
  Address memory;
  EXPECT_EQ(0, foresight_standin_live());
  OK(cuDevicePrimaryCtxRetain(&context, 0));
  OK(cuDevicePrimaryCtxRetain(&context, 0));
  OK(cuCtxSetCurrent(context));
  EXPECT_EQ(2, foresight_standin_live());
  OK(cuStreamCreate(&stream, 1));
  OK(cuEventCreate(&event, 0));
  OK(cuMemAlloc_v2(&memory, 4));
  EXPECT_EQ(5, foresight_standin_live());
  foresight_standin_reset();
  EXPECT_EQ(0, foresight_standin_live());
  EXPECT_MISUSE(NOT_INITIALIZED, cuMemAlloc_v2(&memory, 4), "cuInit was not called");
}

TEST(errorsHaveNames) {
  const char *name;
  OK(cuGetErrorName(LAUNCH_FAILED, &name));
  EXPECT_EQ(0, strcmp("CUDA_ERROR_LAUNCH_FAILED", name));
  EXPECT_EQ(INVALID_VALUE, cuGetErrorName(12345, &name));
}
