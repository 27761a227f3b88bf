// Streams, events, captures and graphs.
#include <cmath>
#include <thread>

#include "test.h"

namespace {

const char *const scale = R"(
extern "C" __global__ void scale(float *to, float by) { to[threadIdx.x] *= by; })";

/** A stream with pinned memory of four floats. */
struct Queue {
  explicit Queue(unsigned flags = 1) {
    OK(cuStreamCreate(&stream, flags));
    OK(cuMemHostAlloc(reinterpret_cast<void **>(&here), 16, 0));
  }
  ~Queue() {
    cuStreamDestroy_v2(stream);
    cuMemFreeHost(here);
  }
  Handle stream;
  float *here;
};

void fill(float *to, float value) {
  for (int i = 0; i < 4; i++) to[i] = value;
}

}  // namespace

TEST(workOfAStreamHappensWhenItIsWaitedFor) {
  Opened opened;
  Queue queue;
  Loaded kernel(scale, "scale");
  Floats memory({1, 2, 3, 4});
  OK(launch(kernel.function, 1, 4, queue.stream, memory.address, 2.0f));
  OK(cuMemcpyDtoHAsync_v2(queue.here, memory.address, 16, queue.stream));
  EXPECT(std::isnan(queue.here[0]));
  EXPECT_EQ(1, memory.read()[0]);
  OK(cuStreamSynchronize(queue.stream));
  for (int i = 0; i < 4; i++) EXPECT_EQ(2 * (i + 1), queue.here[i]);
}

TEST(theDefaultStreamWaitsForBlockingStreams) {
  Opened opened;
  Queue queue(0);
  Loaded kernel(scale, "scale");
  Floats memory({1, 2, 3, 4});
  OK(launch(kernel.function, 1, 4, queue.stream, memory.address, 2.0f));
  EXPECT_EQ(2, memory.read()[0]);
}

TEST(graphsReplayWhatWasCaptured) {
  Opened opened;
  Queue queue;
  Loaded kernel(scale, "scale");
  Floats memory({0, 0, 0, 0});
  Handle graph, executable;
  OK(cuStreamBeginCapture_v2(queue.stream, 1));
  OK(cuMemcpyHtoDAsync_v2(memory.address, queue.here, 16, queue.stream));
  OK(launch(kernel.function, 1, 4, queue.stream, memory.address, 3.0f));
  OK(cuMemcpyDtoHAsync_v2(queue.here, memory.address, 16, queue.stream));
  OK(cuStreamEndCapture(queue.stream, &graph));
  OK(cuGraphInstantiateWithFlags(&executable, graph, 0));
  OK(cuGraphDestroy(graph));
  fill(queue.here, 1);
  OK(cuStreamSynchronize(queue.stream));
  EXPECT_EQ(1, queue.here[0]);
  for (int i = 1; i <= 3; i++) {
    OK(cuGraphLaunch(executable, queue.stream));
    OK(cuStreamSynchronize(queue.stream));
    EXPECT_EQ(std::pow(3.0, i), queue.here[3]);
  }
  OK(cuGraphExecDestroy(executable));
  EXPECT_MISUSE(INVALID_HANDLE, cuGraphLaunch(executable, queue.stream), "was destroyed before");
}

TEST(graphsRefuseMemoryThatWasFreed) {
  Opened opened;
  Queue queue;
  Loaded kernel(scale, "scale");
  Handle graph, executable;
  {
    Floats memory({1, 1, 1, 1});
    OK(cuStreamBeginCapture_v2(queue.stream, 1));
    OK(launch(kernel.function, 1, 4, queue.stream, memory.address, 3.0f));
    OK(cuStreamEndCapture(queue.stream, &graph));
    OK(cuGraphInstantiateWithFlags(&executable, graph, 0));
  }
  EXPECT_MISUSE(INVALID_VALUE, cuGraphLaunch(executable, queue.stream), "freed before");
  OK(cuGraphDestroy(graph));
  EXPECT_MISUSE(INVALID_HANDLE, cuGraphDestroy(graph), "was destroyed before");
  OK(cuGraphExecDestroy(executable));
}

TEST(forbiddenCallsMakeACaptureInvalid) {
  Opened opened;
  Queue queue;
  Handle graph;
  Address memory;
  OK(cuStreamBeginCapture_v2(queue.stream, 1));
  EXPECT_MISUSE(STREAM_CAPTURE_UNSUPPORTED, cuMemAlloc_v2(&memory, 4), "is being captured");
  EXPECT_MISUSE(STREAM_CAPTURE_INVALIDATED, cuStreamEndCapture(queue.stream, &graph), "invalid");
  OK(cuStreamBeginCapture_v2(queue.stream, 1));
  EXPECT_MISUSE(STREAM_CAPTURE_UNSUPPORTED, cuStreamSynchronize(queue.stream), "capturing");
  EXPECT_MISUSE(STREAM_CAPTURE_INVALIDATED, cuStreamEndCapture(queue.stream, &graph), "invalid");
  EXPECT_MISUSE(STREAM_CAPTURE_UNMATCHED, cuStreamEndCapture(queue.stream, &graph), "not being");
}

TEST(globalCapturesForbidOtherThreadsToAllocate) {
  Opened opened;
  Queue queue;
  Handle graph;
  OK(cuStreamBeginCapture_v2(queue.stream, 0));
  std::thread([&] {
    Address memory;
    OK(cuCtxSetCurrent(opened.context));
    EXPECT_MISUSE(STREAM_CAPTURE_UNSUPPORTED, cuMemAlloc_v2(&memory, 4), "another thread's");
  }).join();
  EXPECT_MISUSE(STREAM_CAPTURE_INVALIDATED, cuStreamEndCapture(queue.stream, &graph), "invalid");
}

TEST(threadLocalCapturesLetOtherThreadsAllocate) {
  Opened opened;
  Queue queue;
  Handle graph;
  OK(cuStreamBeginCapture_v2(queue.stream, 1));
  std::thread([&] {
    Address memory;
    OK(cuCtxSetCurrent(opened.context));
    OK(cuMemAlloc_v2(&memory, 4));
    OK(cuMemFree_v2(memory));
  }).join();
  OK(cuStreamEndCapture(queue.stream, &graph));
  OK(cuGraphDestroy(graph));
}

TEST(eventsTimeTheWorkBetweenThem) {
  Opened opened;
  Queue queue;
  Handle start, end;
  float milliseconds = -1;
  OK(cuEventCreate(&start, 0));
  OK(cuEventCreate(&end, 0));
  EXPECT_MISUSE(INVALID_HANDLE, cuEventElapsedTime(&milliseconds, start, end), "never recorded");
  OK(cuEventRecord(start, queue.stream));
  OK(cuEventRecord(end, queue.stream));
  OK(cuEventSynchronize(end));
  OK(cuEventElapsedTime(&milliseconds, start, end));
  EXPECT(milliseconds >= 0);
  OK(cuEventDestroy_v2(start));
  OK(cuEventDestroy_v2(end));
}
