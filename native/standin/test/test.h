// A test is a function; a failed expectation is printed with its place and fails the run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "types.h"

using namespace standin;

#define CUDA(name, ...) extern "C" int name(__VA_ARGS__)
CUDA(cuInit, unsigned);
CUDA(cuDriverGetVersion, int *);
CUDA(cuDeviceGetCount, int *);
CUDA(cuDeviceGetName, char *, int, int);
CUDA(cuDeviceGetAttribute, int *, int, int);
CUDA(cuDevicePrimaryCtxRetain, Handle *, int);
CUDA(cuDevicePrimaryCtxRelease_v2, int);
CUDA(cuCtxSetCurrent, Handle);
CUDA(cuCtxGetCurrent, Handle *);
CUDA(cuCtxPushCurrent_v2, Handle);
CUDA(cuCtxPopCurrent_v2, Handle *);
CUDA(cuCtxSynchronize);
CUDA(cuCtxGetLimit, size_t *, int);
CUDA(cuMemGetInfo_v2, size_t *, size_t *);
CUDA(cuMemAlloc_v2, Address *, size_t);
CUDA(cuMemFree_v2, Address);
CUDA(cuMemHostAlloc, void **, size_t, unsigned);
CUDA(cuMemFreeHost, void *);
CUDA(cuMemcpyHtoD_v2, Address, const void *, size_t);
CUDA(cuMemcpyDtoH_v2, void *, Address, size_t);
CUDA(cuMemcpyHtoDAsync_v2, Address, const void *, size_t, Handle);
CUDA(cuMemcpyDtoHAsync_v2, void *, Address, size_t, Handle);
CUDA(cuMemsetD32_v2, Address, unsigned, size_t);
CUDA(cuStreamCreate, Handle *, unsigned);
CUDA(cuStreamDestroy_v2, Handle);
CUDA(cuStreamSynchronize, Handle);
CUDA(cuStreamBeginCapture_v2, Handle, int);
CUDA(cuStreamEndCapture, Handle, Handle *);
CUDA(cuGraphInstantiateWithFlags, Handle *, Handle, unsigned long long);
CUDA(cuGraphLaunch, Handle, Handle);
CUDA(cuGraphExecDestroy, Handle);
CUDA(cuGraphDestroy, Handle);
CUDA(cuModuleLoadData, Handle *, const void *);
CUDA(cuModuleGetFunction, Handle *, Handle, const char *);
CUDA(cuModuleUnload, Handle);
CUDA(cuFuncGetAttribute, int *, int, Handle);
CUDA(cuFuncSetAttribute, Handle, int, int);
CUDA(cuLaunchKernel, Handle, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
     Handle, void **, void **);
CUDA(cuEventCreate, Handle *, unsigned);
CUDA(cuEventRecord, Handle, Handle);
CUDA(cuEventSynchronize, Handle);
CUDA(cuEventElapsedTime, float *, Handle, Handle);
CUDA(cuEventDestroy_v2, Handle);
CUDA(cuGetErrorName, int, const char **);
CUDA(nvrtcVersion, int *, int *);
CUDA(nvrtcGetNumSupportedArchs, int *);
CUDA(nvrtcGetSupportedArchs, int *);
CUDA(nvrtcCreateProgram, std::uintptr_t *, const char *, const char *, int, const char *const *,
     const char *const *);
CUDA(nvrtcCompileProgram, std::uintptr_t, int, const char *const *);
CUDA(nvrtcGetProgramLogSize, std::uintptr_t, size_t *);
CUDA(nvrtcGetProgramLog, std::uintptr_t, char *);
CUDA(nvrtcGetPTXSize, std::uintptr_t, size_t *);
CUDA(nvrtcGetPTX, std::uintptr_t, char *);
CUDA(nvrtcGetCUBINSize, std::uintptr_t, size_t *);
CUDA(nvrtcDestroyProgram, std::uintptr_t *);
extern "C" long foresight_standin_live();
extern "C" long foresight_standin_violations();
extern "C" void foresight_standin_reset();

/** A test of the run; it begins with a reset driver. */
struct Test {
  const char *name;
  void (*body)();
};
std::vector<Test> &tests();
struct Registered {
  Registered(const char *name, void (*body)()) { tests().push_back({name, body}); }
};
#define TEST(name)                               \
  static void name();                            \
  static const Registered name##Test(#name, name); \
  static void name()

void expectEqual(double expected, double actual, const char *text, const char *file, int line);
#define EXPECT_EQ(expected, actual) expectEqual(expected, actual, #actual, __FILE__, __LINE__)
#define EXPECT(condition) EXPECT_EQ(1, (condition) ? 1 : 0)
#define OK(call) EXPECT_EQ(SUCCESS, call)

/** Expects the result and exactly one reported violation whose line has the words. */
void expectMisuse(int expected, int actual, const char *words, const char *file, int line);
#define EXPECT_MISUSE(expected, call, words) expectMisuse(expected, call, words, __FILE__, __LINE__)

/** The primary context of device 0, current; released at the end. */
struct Opened {
  Opened();
  ~Opened();
  Handle context = 0;
};

struct Compiled {
  int result;
  std::string image, log;
};
Compiled compiled(const char *text, const std::vector<const char *> &options = {});

/** A kernel compiled and loaded. */
struct Loaded {
  Loaded(const char *text, const char *name);
  ~Loaded();
  Handle module = 0, function = 0;
};

/** Device memory with floats. */
struct Floats {
  explicit Floats(std::vector<float> values);
  ~Floats();
  std::vector<float> read() const;
  Address address = 0;
  size_t count;
};

/** Launches with as many parameters as given. */
template <class... P>
int launch(Handle function, unsigned blocks, unsigned threads, Handle stream, P... parameters) {
  void *addresses[] = {&parameters..., nullptr};
  return cuLaunchKernel(function, blocks, 1, 1, threads, 1, 1, 0, stream, addresses, nullptr);
}
