// Modules: the images that the stand-in compiler makes.
#include "module.h"

#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "captures.h"
#include "image.h"

namespace standin {

Module::~Module() {
  if (library != nullptr) dlclose(library);
}

namespace {

/** Loads a shared library from memory: by a file of a new name, as the loader knows libraries by it. */
void *load(const std::string &bytes) {
  std::string path = std::filesystem::temp_directory_path() / "foresight-standin-kernel-XXXXXX";
  int file = mkstemp(path.data());
  if (file < 0) misuse(OUT_OF_MEMORY, "no file %s: %s", path.c_str(), strerror(errno));
  bool written = write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  close(file);
  void *library = written ? dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr;
  const char *problem = written ? dlerror() : strerror(errno);
  unlink(path.c_str());
  if (library == nullptr) misuse(INVALID_IMAGE, "the image does not load: %s", problem);
  return library;
}

int findShared(dl_phdr_info *info, size_t, void *argument) {
  auto &module = *static_cast<Module *>(argument);
  if (info->dlpi_tls_modid != module.sharedModule) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type == PT_TLS) module.sharedBytes = info->dlpi_phdr[i].p_memsz;
  }
  return 1;
}

int loadImage(const char *name, Handle *handle, const char *text) {
  return call(name, [&](Lock &) {
    demand(handle, "module");
    demand(text, "image");
    auto module = std::make_shared<Module>();
    module->context = &current();
    refuseWhileCapturing();
    std::string bytes;
    if (!decodeImage(text, bytes)) {
      misuse(INVALID_PTX, "the image is not one that the stand-in compiler made");
    }
    module->library = load(bytes);
    module->image = static_cast<const Image *>(dlsym(module->library, "foresight_standin_image"));
    if (module->image == nullptr || module->image->abi != STANDIN_ABI) {
      misuse(UNSUPPORTED_PTX_VERSION, "the image was made by another version of the stand-in");
    }
    dlinfo(module->library, RTLD_DI_TLS_MODID, &module->sharedModule);
    if (module->sharedModule != 0) dl_iterate_phdr(findShared, module.get());
    if (module->sharedBytes > mostShared) {
      misuse(INVALID_PTX, "the kernels use %zu bytes of shared memory, more than %d",
             module->sharedBytes, mostShared);
    }
    *handle = add(Kind::module, module);
  });
}

}  // namespace

}  // namespace standin

using namespace standin;

ENTRY cuModuleLoadData(Handle *handle, const void *image) {
  return loadImage("cuModuleLoadData", handle, static_cast<const char *>(image));
}

ENTRY cuModuleLoadDataEx(
    Handle *handle, const void *image, unsigned options, const int *names, void *const *values) {
  if (options > 0 && (names == nullptr || values == nullptr)) {
    return call("cuModuleLoadDataEx", [&](Lock &) { demand(names, "options"); demand(values, "values"); });
  }
  return loadImage("cuModuleLoadDataEx", handle, static_cast<const char *>(image));
}

ENTRY cuModuleGetFunction(Handle *handle, Handle moduleHandle, const char *name) {
  return call("cuModuleGetFunction", [&](Lock &) {
    demand(handle, "function");
    demand(name, "name");
    current();
    auto module = find<Module>(moduleHandle);
    auto known = module->functions.find(name);
    if (known != module->functions.end()) {
      *handle = known->second;
      return;
    }
    for (int i = 0; i < module->image->kernelCount; i++) {
      const Kernel &kernel = module->image->kernels[i];
      if (strcmp(kernel.name, name) != 0) continue;
      auto function = std::make_shared<Function>();
      function->context = module->context;
      function->module = module;
      function->kernel = &kernel;
      *handle = module->functions[name] = add(Kind::function, function);
      return;
    }
    misuse(NOT_FOUND, "the module has no kernel %s", name);
  });
}

ENTRY cuModuleUnload(Handle handle) {
  return call("cuModuleUnload", [&](Lock &) {
    auto module = find<Module>(handle);
    refuseWhileCapturing();
    module->unloaded = true;
    for (auto &[name, function] : module->functions) erase(function);
    erase(handle);
    currentEvenFailed().check();
  });
}

ENTRY cuFuncGetAttribute(int *value, int attribute, Handle handle) {
  return call("cuFuncGetAttribute", [&](Lock &) {
    demand(value, "value");
    current();
    auto function = find<Function>(handle);
    int threads = function->kernel->maxThreads;
    switch (attribute) {
      case 0: *value = threads > 0 ? threads : mostThreads; break;
      case 1: *value = static_cast<int>(function->module->sharedBytes); break;
      case 2:  // constant memory
      case 3:  // local memory
      case 7: *value = 0; break;  // cache mode
      case 4: *value = 32; break;  // registers
      case 5:  // PTX version
      case 6: *value = 80; break;  // binary version
      case 8: *value = function->dynamicBytes; break;
      case 9: *value = -1; break;  // shared memory carve-out: default
      default: misuse(INVALID_VALUE, "attribute %d is not one that the stand-in has", attribute);
    }
  });
}

ENTRY cuFuncSetAttribute(Handle handle, int attribute, int value) {
  return call("cuFuncSetAttribute", [&](Lock &) {
    current();
    auto function = find<Function>(handle);
    if (attribute == 9 && value >= -1 && value <= 100) return;
    if (attribute != 8) misuse(INVALID_VALUE, "attribute %d cannot be set", attribute);
    int shared = static_cast<int>(function->module->sharedBytes);
    if (value < 0 || value > mostSharedAsked - shared) {
      misuse(INVALID_VALUE, "%d bytes of dynamic shared memory and %d others are more than %d",
             value, shared, mostSharedAsked);
    }
    function->dynamicBytes = value;
  });
}
