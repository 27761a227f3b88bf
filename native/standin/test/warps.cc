// Dynamic shared memory, and what warps do together.
#include <cmath>

#include "test.h"

namespace {

/** One product of a warp: 16 x depth of 1, 2, 3 ... with a matrix that has its column's number in row 3. */
std::string product(bool halves) {
  std::string words = halves ? "bfloat16(k) | bfloat16(k + 1) << 16" : "tf32(k)";
  return std::string(R"(
using namespace standin;
constexpr bool halves = )") + (halves ? "true" : "false") + R"(;
inline unsigned left(int row, int k) { return )" + (halves ? R"(
  bfloat16(row * 16 + k) | bfloat16(row * 16 + k + 1) << 16; })" : R"(
  tf32(row * 16 + k); })") + R"(
inline unsigned right(int k, int column) { return )" + (halves ? R"(
  bfloat16(k == 3 ? column : 0) | bfloat16(k + 1 == 3 ? column : 0) << 16; })" : R"(
  tf32(k == 3 ? column : 0); })") + R"(
extern "C" __global__ void product(float *to) {
  int lane = threadIdx.x, g = lane / 4, t = lane % 4 * (halves ? 2 : 1);
  int half = halves ? 8 : 4;
  uint4 a = {left(g, t), left(g + 8, t), left(g, t + half), left(g + 8, t + half)};
  float c[4] = {1, 1, 1, 1};
  multiply<halves>(c, a, right(t, g), right(t + half, g), __LINE__);
  for (int i = 0; i < 4; i++) to[(g + i / 2 * 8) * 8 + lane % 4 * 2 + i % 2] = c[i];
})";
}

void multiplies(bool halves) {
  Opened opened;
  Loaded kernel(product(halves).c_str(), "product");
  Floats to(std::vector<float>(128));
  OK(launch(kernel.function, 1, 32, 0, to.address));
  auto found = to.read();
  for (int row = 0; row < 16; row++) {
    for (int column = 0; column < 8; column++) {
      EXPECT_EQ(1 + (row * 16 + 3) * column, found[row * 8 + column]);
    }
  }
}

}  // namespace

TEST(multipliesBfloat16) { multiplies(true); }

TEST(multipliesTf32) { multiplies(false); }

TEST(warpOfWhichSomeThreadsMultiplyIsFound) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void some(float *to) {
  float c[4] = {0, 0, 0, 0};
  if (threadIdx.x != 40) standin::multiply<true>(c, uint4{0, 0, 0, 0}, 0, 0, __LINE__);
  __syncthreads();
  to[threadIdx.x] = c[0];
})", "some");
  Floats to(std::vector<float>(64));
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 64, 0, to.address),
                "divergent barrier: thread 32 waits for its warp at line 4, thread 40 waits at line 5");
}

TEST(warpThatIsNotWholeCannotMultiply) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void part(float *to) {
  float c[4] = {0, 0, 0, 0};
  standin::multiply<true>(c, uint4{0, 0, 0, 0}, 0, 0, __LINE__);
  to[threadIdx.x] = c[0];
})", "part");
  Floats to(std::vector<float>(48));
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 48, 0, to.address),
                "an operation of a warp in one of 16 threads");
}

TEST(sharedMemoryThatALaunchAsksForBeginsPoisonedAndEnds) {
  Opened opened;
  Loaded kernel(R"(
extern "C" __global__ void asked(float *to, int at) {
  float *more = static_cast<float *>(standin::lane()->dynamic);
  to[blockIdx.x] = isnan(more[at]) ? 1.0f : 0.0f;
  more[at] = 0.0f;
})", "asked");
  Floats to({0, 0});
  int at = 16383;
  void *parameters[] = {&to.address, &at};
  auto run = [&](unsigned bytes) {
    return cuLaunchKernel(kernel.function, 2, 1, 1, 1, 1, 1, bytes, 0, parameters, nullptr);
  };
  EXPECT_MISUSE(INVALID_VALUE, run(65536), "65536 bytes of dynamic shared memory, at most 49152");
  OK(cuFuncSetAttribute(kernel.function, 8, 65536));
  OK(run(65536));
  for (float found : to.read()) EXPECT_EQ(1, found);
  at = 16384;
  EXPECT_MISUSE(ILLEGAL_ADDRESS, run(65536), "where no live memory is");
}

namespace {

/** Four warps; two parts add up what their warps have, each by itself, before all threads meet. */
const char *const parts = R"(
extern "C" __global__ void parts(float *to, int threads) {
  __shared__ float sums[128];
  int item = threadIdx.x, part = item / 64;
  sums[item] = item;
  standin::waitForPart(1 + part, threads, __LINE__);
  float sum = 0;
  for (int i = 0; i < 64; i++) sum += sums[64 * part + i];
  standin::waitForPart(1 + part, threads, __LINE__);
  sums[item] = sum;
  __syncthreads();
  to[item] = sums[127 - item];
})";

}  // namespace

TEST(partsOfABlockWaitForThemselves) {
  Opened opened;
  Loaded kernel(parts, "parts");
  Floats to(std::vector<float>(128));
  OK(launch(kernel.function, 1, 128, 0, to.address, 64));
  auto found = to.read();
  for (int i = 0; i < 128; i++) EXPECT_EQ(i < 64 ? 64 * 95.5 : 64 * 31.5, found[i]);
}

TEST(partThatIsNotWholeIsFound) {
  Opened opened;
  Loaded kernel(parts, "parts");
  Floats to(std::vector<float>(128));
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 128, 0, to.address, 96),
                "thread 0 waits for part 1 at line 6, thread 64 waits for part 2 at line 6");
}

TEST(partWithMoreThreadsThanItHasIsFound) {
  Opened opened;
  Loaded kernel(parts, "parts");
  Floats to(std::vector<float>(128));
  EXPECT_MISUSE(LAUNCH_FAILED, launch(kernel.function, 1, 128, 0, to.address, 32),
                "64 threads wait for part 1, which has 32, at line 6");
}
