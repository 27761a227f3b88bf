// Events: the time at which the work before them was done.
#include <chrono>

#include "stream.h"

namespace standin {

namespace {

using Clock = std::chrono::steady_clock;

struct Event : Object {
  static constexpr Kind kind = Kind::event;
  bool timed = true;
  /** Where it was recorded last; null if it never was. */
  std::shared_ptr<Stream> stream;
  Clock::time_point time;
};

struct Record : Work {
  std::shared_ptr<Event> event;

  void run() const override { event->time = Clock::now(); }
};

/** Does the work up to the event. */
void await(Event &event, Lock &lock) {
  if (event.stream != nullptr) drain(*event.stream, lock);
}

}  // namespace

}  // namespace standin

using namespace standin;

ENTRY cuEventCreate(Handle *handle, unsigned flags) {
  return call("cuEventCreate", [&](Lock &) {
    demand(handle, "event");
    if (flags > 3) misuse(INVALID_VALUE, "flags are %u", flags);
    auto event = std::make_shared<Event>();
    event->context = &current();
    event->timed = (flags & 2) == 0;
    *handle = add(Kind::event, event);
  });
}

ENTRY cuEventRecord(Handle handle, Handle streamHandle) {
  return call("cuEventRecord", [&](Lock &lock) {
    current();
    auto event = find<Event>(handle);
    auto stream = streamOf(streamHandle);
    if (stream->capture != nullptr) {
      misuse(NOT_SUPPORTED, "the stand-in records no events into graphs");
    }
    auto record = std::make_shared<Record>();
    record->event = event;
    event->stream = stream;
    submit(*stream, record, lock);
  });
}

ENTRY cuEventSynchronize(Handle handle) {
  return call("cuEventSynchronize", [&](Lock &lock) {
    current();
    await(*find<Event>(handle), lock);
  });
}

ENTRY cuEventQuery(Handle handle) { return cuEventSynchronize(handle); }

ENTRY cuEventElapsedTime(float *milliseconds, Handle start, Handle end) {
  return call("cuEventElapsedTime", [&](Lock &lock) {
    demand(milliseconds, "milliseconds");
    current();
    auto from = find<Event>(start), to = find<Event>(end);
    for (auto &event : {from, to}) {
      if (!event->timed) misuse(INVALID_HANDLE, "an event was made without timing");
      if (event->stream == nullptr) misuse(INVALID_HANDLE, "an event was never recorded");
      await(*event, lock);
    }
    *milliseconds = std::chrono::duration<float, std::milli>(to->time - from->time).count();
  });
}

ENTRY cuEventDestroy_v2(Handle handle) {
  return call("cuEventDestroy_v2", [&](Lock &) {
    find<Event>(handle);
    erase(handle);
    currentEvenFailed().check();
  });
}
