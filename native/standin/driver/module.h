#pragma once

#include "abi.h"
#include "objects.h"

namespace standin {

/** A loaded image; it stays loaded while work refers to it. */
struct Module : Object {
  static constexpr Kind kind = Kind::module;
  void *library = nullptr;
  const Image *image = nullptr;
  /** The shared memory of its kernels: the library's thread-local storage. */
  size_t sharedModule = 0, sharedBytes = 0;
  bool unloaded = false;
  std::map<std::string, Handle> functions;

  ~Module() override;
};

struct Function : Object {
  static constexpr Kind kind = Kind::function;
  std::shared_ptr<Module> module;
  const Kernel *kernel = nullptr;
  /** The most dynamic shared memory that a launch may ask for. */
  int dynamicBytes = 0;
};

constexpr int mostThreads = 1024, mostShared = 49152, mostSharedAsked = 101376;

}  // namespace standin
