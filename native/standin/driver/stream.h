// Streams hold back their work until something waits for it, so that a missing wait shows.
#pragma once

#include <deque>
#include <thread>

#include "objects.h"

namespace standin {

/** Something a stream does later, once or (in a graph) often. */
struct Work {
  virtual ~Work() = default;
  /** Complains if what the work needs has gone since it was recorded. */
  virtual void check() const {}
  /** Does it, without the lock held. */
  virtual void run() const = 0;
};

/** Work being recorded into a graph. */
struct Capture {
  int mode;
  std::thread::id thread;
  bool valid = true;
  std::vector<std::shared_ptr<const Work>> work;
};

struct Stream : Object {
  static constexpr Kind kind = Kind::stream;
  /** Whether the legacy stream waits for this one. */
  bool blocking = true;
  bool legacy = false;
  std::deque<std::shared_ptr<const Work>> queue;
  /** Held by the thread that does the stream's work. */
  std::mutex running;
  std::unique_ptr<Capture> capture;
};

/** The stream of a handle; 0 and 1 are the context's legacy stream. */
std::shared_ptr<Stream> streamOf(Handle handle);

/** Records, queues or (on the legacy stream) does the work. */
void submit(Stream &stream, std::shared_ptr<const Work> work, Lock &lock);

/** Does all work of a stream; a failure stays with the context. */
void drain(Stream &stream, Lock &lock);

/** Does all work of the streams that the legacy stream waits for. */
void drainBlocking(Context &context, Lock &lock);

/** Does all work of the context; failures stay with it and are not thrown. */
void drainAll(Context &context, Lock &lock);

}  // namespace standin
