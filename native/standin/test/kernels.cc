// Kernels: fibers, barriers, shared memory, faults.
#include <cmath>
#include <thread>

#include "test.h"

namespace {

const char *const add = R"(
extern "C" __global__ void add(float *to, const float *a, const float *b, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    to[i] = a[i] + b[i];
  }
})";

const char *const reduce = R"(
extern "C" __global__ void __launch_bounds__(2 * 64) reduce(float *to, const float *from) {
  __shared__ float sums[128];
  int lane = threadIdx.x;
  sums[lane] = from[blockIdx.x * blockDim.x + lane];
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (lane < half) sums[lane] += sums[lane + half];
    __syncthreads();
  }
  if (lane == 0) to[blockIdx.x] = sums[0];
})";

std::vector<float> counting(int n) {
  std::vector<float> values;
  for (int i = 0; i < n; i++) values.push_back(i);
  return values;
}

}  // namespace

TEST(addsVectors) {
  Opened opened;
  Loaded kernel(add, "add");
  Floats a(counting(1000)), b(counting(1000)), to(std::vector<float>(1000));
  OK(launch(kernel.function, 3, 96, 0, to.address, a.address, b.address, 1000));
  auto sums = to.read();
  for (int i = 0; i < 1000; i++) EXPECT_EQ(2 * i, sums[i]);
  EXPECT_EQ(0, foresight_standin_violations());
}

TEST(reducesBlocksThroughSharedMemory) {
  Opened opened;
  Loaded kernel(reduce, "reduce");
  Floats from(counting(512)), to(std::vector<float>(4));
  int value = 0;
  OK(cuFuncGetAttribute(&value, 0, kernel.function));
  EXPECT_EQ(128, value);
  OK(cuFuncGetAttribute(&value, 1, kernel.function));
  EXPECT_EQ(512, value);
  for (int again = 0; again < 3; again++) {
    OK(launch(kernel.function, 4, 128, 0, to.address, from.address));
    auto sums = to.read();
    for (int i = 0; i < 4; i++) EXPECT_EQ(128 * (128 * i + 63.5), sums[i]);
  }
}

TEST(kernelsOfTwoThreadsDoNotMix) {
  Opened opened;
  Loaded kernel(reduce, "reduce");
  auto work = [&](float scale) {
    OK(cuCtxSetCurrent(opened.context));
    Handle stream;
    OK(cuStreamCreate(&stream, 1));
    Floats from(std::vector<float>(128, scale)), to({0});
    for (int i = 0; i < 300; i++) {
      OK(launch(kernel.function, 1, 128, stream, to.address, from.address));
      OK(cuStreamSynchronize(stream));
      EXPECT_EQ(128 * scale, to.read()[0]);
    }
    OK(cuStreamDestroy_v2(stream));
  };
  std::thread other(work, 2.0f);
  work(1.0f);
  other.join();
}

TEST(sharedMemoryBeginsPoisoned) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void poisoned(float *to) {
  __shared__ float cell[1];
  to[blockIdx.x] = isnan(cell[0]) ? 1.0f : 0.0f;
  cell[0] = 0.0f;
})", "poisoned");
  Floats to({0, 0, 0});
  OK(launch(kernel.function, 3, 1, 0, to.address));
  for (float found : to.read()) EXPECT_EQ(1, found);
}

TEST(everyThreadKnowsItsPlace) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void place(float *to) {
  __syncthreads();
  int thread = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
  int block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  to[block * 24 + thread] = block * 24 + thread;
})", "place");
  Floats to(std::vector<float>(24 * 30));
  Address address = to.address;
  void *parameters[] = {&address};
  OK(cuLaunchKernel(kernel.function, 5, 3, 2, 4, 3, 2, 0, 0, parameters, nullptr));
  auto found = to.read();
  for (int i = 0; i < 24 * 30; i++) EXPECT_EQ(i, found[i]);
}

TEST(threadThatEndsWhileOthersWaitIsFound) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void ends(float *to) {
  if (threadIdx.x == 3) return;
  __syncthreads();
  to[0] = 1;
})", "ends");
  Floats to({0});
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 32, 0, to.address),
                "divergent barrier: thread 0 waits at line 4, thread 3 has ended");
  EXPECT_EQ(LAUNCH_FAILED, cuCtxSynchronize());
}

TEST(firstThreadThatEndsIsFound) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void ends(float *to) {
  if (threadIdx.x < 3) return;
  __syncthreads();
})", "ends");
  Floats to({0});
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 32, 0, to.address),
                "divergent barrier: thread 3 waits at line 4, thread 0 has ended");
}

TEST(differentBarriersAreFoundAndTheThreadGoesOn) {
  {
    Opened opened;
    Loaded kernel(R"(
extern "C" __global__ void two(float *to) {
  if (threadIdx.x % 2 == 0) {
    __syncthreads();
  } else {
    __syncthreads();
  }
})", "two");
    Floats to({0});
    EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 4, 0, to.address),
                  "thread 0 waits at line 4, thread 1 waits at line 6");
  }
  reducesBlocksThroughSharedMemory();
}

TEST(writeBesideMemoryIsFound) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void beside(float *to, int at) { to[at] = 1.0f; })", "beside");
  Floats to({0, 0});
  OK(launch(kernel.function, 1, 1, 0, to.address, 1));
  EXPECT_MISUSE(ILLEGAL_ADDRESS, launch(kernel.function, 1, 1, 0, to.address, 2),
                "something wrote behind the 8 bytes");
}

TEST(faultsEndTheKernelAndNotTheProcess) {
  struct Case {
    const char *text, *words;
  };
  for (Case one : {Case{"to[1 << 28] = 1.0f;", "where no live memory is"},
                   Case{"to[0] = 7 / (int)to[0];", "divided an integer by zero"},
                   Case{"float big[60000]; big[(int)to[0]] = 1; to[0] = big[1];",
                        "where no live memory is"}}) {
    Opened opened;
    std::string text = std::string("extern \"C\" __global__ void fault(float *to) {") + one.text + "}";
    Loaded kernel(text.c_str(), "fault");
    Floats to({0});
    EXPECT_MISUSE(ILLEGAL_ADDRESS, launch(kernel.function, 1, 2, 0, to.address), one.words);
  }
}

TEST(kernelsDoNothingWhenAskedTo) {
  setenv("FORESIGHT_STANDIN_SKIP", "1", 1);
  {
    Opened opened;
    Loaded kernel(add, "add");
    Floats to({5});
    OK(launch(kernel.function, 1, 1, 0, to.address, to.address, to.address, 1));
    EXPECT_EQ(5, to.read()[0]);
  }
  unsetenv("FORESIGHT_STANDIN_SKIP");
}
