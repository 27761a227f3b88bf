#include "stream.h"

#include "captures.h"

namespace standin {

namespace {

/** A device would not wait for ever either. */
constexpr size_t longestQueue = 4096;

std::vector<std::shared_ptr<Stream>> streamsOf(const Context &context) {
  std::vector<std::shared_ptr<Stream>> streams;
  for (auto &[handle, object] : state().objects) {
    if (kindOf(handle) == Kind::stream && object->context == &context) {
      streams.push_back(std::static_pointer_cast<Stream>(object));
    }
  }
  return streams;
}

}  // namespace

std::shared_ptr<Stream> streamOf(Handle handle) {
  if (handle <= 1) return current().legacy;
  if (handle == 2) misuse(NOT_SUPPORTED, "the stand-in has no per-thread default stream");
  return find<Stream>(handle);
}

void submit(Stream &stream, std::shared_ptr<const Work> work, Lock &lock) {
  if (stream.capture != nullptr) {
    stream.capture->work.push_back(std::move(work));
    return;
  }
  if (stream.legacy) {
    refuseWhileCapturing();
    drainBlocking(*stream.context, lock);
  }
  stream.queue.push_back(std::move(work));
  if (stream.legacy || stream.queue.size() > longestQueue) drain(stream, lock);
}

void drain(Stream &stream, Lock &lock) {
  lock.unlock();
  std::unique_lock<std::mutex> running(stream.running);
  lock.lock();
  while (!stream.queue.empty() && stream.context->failed == SUCCESS) {
    auto work = stream.queue.front();
    stream.queue.pop_front();
    lock.unlock();
    Result result = SUCCESS;
    try {
      work->run();
    } catch (const Failure &failure) {
      result = failure.result;
    }
    lock.lock();
    if (result != SUCCESS) stream.context->failed = result;
  }
  if (stream.context->failed != SUCCESS) stream.queue.clear();
  stream.context->check();
}

void drainBlocking(Context &context, Lock &lock) {
  for (auto &stream : streamsOf(context)) {
    if (stream->blocking) drain(*stream, lock);
  }
}

void drainAll(Context &context, Lock &lock) {
  try {
    for (auto &stream : streamsOf(context)) drain(*stream, lock);
  } catch (const Failure &) {
    for (auto &stream : streamsOf(context)) stream->queue.clear();
  }
}

}  // namespace standin

using namespace standin;

ENTRY cuStreamCreate(Handle *handle, unsigned flags) {
  return call("cuStreamCreate", [&](Lock &) {
    demand(handle, "stream");
    if (flags > 1) misuse(INVALID_VALUE, "flags are %u", flags);
    auto stream = std::make_shared<Stream>();
    stream->context = &current();
    stream->blocking = flags == 0;
    *handle = add(Kind::stream, stream);
  });
}

ENTRY cuStreamDestroy_v2(Handle handle) {
  return call("cuStreamDestroy_v2", [&](Lock &lock) {
    if (handle <= 2) misuse(INVALID_HANDLE, "the default stream cannot be destroyed");
    auto stream = find<Stream>(handle);
    stream->capture = nullptr;
    erase(handle);
    drain(*stream, lock);
  });
}

ENTRY cuStreamSynchronize(Handle handle) {
  return call("cuStreamSynchronize", [&](Lock &lock) {
    auto stream = streamOf(handle);
    if (stream->capture != nullptr) {
      stream->capture->valid = false;
      misuse(STREAM_CAPTURE_UNSUPPORTED, "the stream is capturing");
    }
    if (stream->legacy) drainBlocking(*stream->context, lock);
    drain(*stream, lock);
  });
}

ENTRY cuStreamQuery(Handle handle) { return cuStreamSynchronize(handle); }

ENTRY cuCtxSynchronize() {
  return call("cuCtxSynchronize", [&](Lock &lock) {
    Context &context = current();
    refuseWhileCapturing();
    drainAll(context, lock);
    context.check();
  });
}
