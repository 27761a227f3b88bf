// How an entry point begins and ends: the lock, the failures, the one line for each misuse.
#pragma once

#include <mutex>
#include <new>

#include "types.h"

#define STANDIN_EXPORT extern "C" __attribute__((visibility("default")))
#define ENTRY STANDIN_EXPORT int

/** An entry point that the stand-in does not have. */
#define REFUSED(name) \
  extern "C" __attribute__((visibility("default"), weak)) int name() { return standin::refused(#name); }

namespace standin {

/** The one lock over everything but running work. */
using Lock = std::unique_lock<std::mutex>;

/** An answer other than success. */
struct Failure {
  Result result;
};

/** Writes one line to standard error and to FORESIGHT_STANDIN_LOG. */
__attribute__((format(printf, 1, 2))) void report(const char *format, ...);

/** Reports a violated rule and answers with its result. */
[[noreturn]] __attribute__((format(printf, 2, 3))) void misuse(
    Result result, const char *format, ...);

/** What misuse() has reported since the start or the last reset. */
long violations();
void forgetViolations();

int refused(const char *name);

std::mutex &mutex();

/** The entry point that the calling thread is in, for messages. */
extern thread_local const char *entry;

template <class Body>
int call(const char *name, Body body) {
  const char *outer = entry;
  entry = name;
  int result = SUCCESS;
  try {
    Lock lock(mutex());
    body(lock);
  } catch (const Failure &failure) {
    result = failure.result;
  } catch (const std::bad_alloc &) {
    result = OUT_OF_MEMORY;
  }
  entry = outer;
  return result;
}

}  // namespace standin
