// Devices, contexts and everything with a handle.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "call.h"

namespace standin {

enum class Kind { context, stream, module, function, graph, executable, event };

const char *nameOf(Kind kind);

struct Context;

struct Object {
  Context *context = nullptr;
  virtual ~Object() = default;
};

struct Stream;

struct Device {
  size_t memory = 0, used = 0;
  std::shared_ptr<Context> primary;
};

struct Context : Object {
  static constexpr Kind kind = Kind::context;
  Handle handle = 0;
  int device = 0;
  int retained = 0;
  /** The failure that made the context unusable, which every later call answers with. */
  Result failed = SUCCESS;
  std::shared_ptr<Stream> legacy;

  /** Answers with the failure, if there is one. */
  void check() const {
    if (failed != SUCCESS) throw Failure{failed};
  }
};

struct State {
  bool initialised = false;
  /** Whether kernels do nothing. */
  bool skip = false;
  std::vector<Device> devices;
  std::unordered_map<Handle, std::shared_ptr<Object>> objects;
  std::uint64_t serial = 0;
};

State &state();

/** Reads the environment and makes the devices. */
void initialise();

/** The device of that number; the driver must be initialised. */
Device &device(int number);

Handle add(Kind kind, std::shared_ptr<Object> object);

/** The live object of a handle, which must be of the current context unless it is one. */
std::shared_ptr<Object> find(Kind kind, Handle handle);

template <class T>
std::shared_ptr<T> find(Handle handle) {
  return std::static_pointer_cast<T>(find(T::kind, handle));
}

/** Ends a handle. */
void erase(Handle handle);

Kind kindOf(Handle handle);

/** The current context of the calling thread, which must be there and unharmed. */
Context &current();

/** The current context of the calling thread, which must be there but may have failed. */
Context &currentEvenFailed();

/** The current context of the calling thread, or 0. */
Handle currentHandle();

/** Complains unless the result can be written. */
template <class T>
void demand(const T *pointer, const char *name) {
  if (pointer == nullptr) misuse(INVALID_VALUE, "%s is null", name);
}

}  // namespace standin
