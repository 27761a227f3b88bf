#include "captures.h"

#include "graph.h"

namespace standin {

namespace {

enum Mode { GLOBAL = 0, THREAD_LOCAL = 1, RELAXED = 2 };

}  // namespace

void refuseWhileCapturing() {
  for (auto &[handle, object] : state().objects) {
    if (kindOf(handle) != Kind::stream) continue;
    auto &capture = static_cast<Stream &>(*object).capture;
    if (capture == nullptr) continue;
    bool own = capture->thread == std::this_thread::get_id();
    if (capture->mode == GLOBAL || (own && capture->mode == THREAD_LOCAL)) {
      capture->valid = false;
      misuse(STREAM_CAPTURE_UNSUPPORTED, "not while %s stream is being captured%s",
             own ? "a" : "another thread's", own ? "" : " in mode GLOBAL");
    }
  }
}

}  // namespace standin

using namespace standin;

ENTRY cuStreamBeginCapture_v2(Handle handle, int mode) {
  return call("cuStreamBeginCapture_v2", [&](Lock &lock) {
    auto stream = streamOf(handle);
    if (mode < GLOBAL || mode > RELAXED) misuse(INVALID_VALUE, "mode is %d", mode);
    if (stream->legacy) {
      misuse(STREAM_CAPTURE_UNSUPPORTED, "the legacy stream cannot be captured");
    }
    if (stream->capture != nullptr) misuse(INVALID_VALUE, "the stream is being captured already");
    drain(*stream, lock);
    stream->capture = std::make_unique<Capture>();
    stream->capture->mode = mode;
    stream->capture->thread = std::this_thread::get_id();
  });
}

ENTRY cuStreamEndCapture(Handle handle, Handle *graph) {
  return call("cuStreamEndCapture", [&](Lock &) {
    demand(graph, "graph");
    *graph = 0;
    auto stream = streamOf(handle);
    if (stream->capture == nullptr) {
      misuse(STREAM_CAPTURE_UNMATCHED, "the stream is not being captured");
    }
    if (stream->capture->mode != RELAXED &&
        stream->capture->thread != std::this_thread::get_id()) {
      misuse(STREAM_CAPTURE_WRONG_THREAD, "the capture was begun by another thread");
    }
    auto capture = std::move(stream->capture);
    if (!capture->valid) {
      misuse(STREAM_CAPTURE_INVALIDATED, "a forbidden call made the capture invalid");
    }
    auto made = std::make_shared<Graph>();
    made->context = stream->context;
    made->work = std::move(capture->work);
    *graph = add(Kind::graph, made);
  });
}

ENTRY cuStreamIsCapturing(Handle handle, int *status) {
  return call("cuStreamIsCapturing", [&](Lock &) {
    demand(status, "status");
    auto stream = streamOf(handle);
    *status = stream->capture == nullptr ? 0 : stream->capture->valid ? 1 : 2;
  });
}
