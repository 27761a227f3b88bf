// The entry points of NVRTC.
#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "compile.h"
#include "options.h"

using namespace standin;

#define ENTRY extern "C" __attribute__((visibility("default"))) int

namespace {

enum Result {
  SUCCESS = 0,
  INVALID_INPUT = 3,
  INVALID_PROGRAM = 4,
  INVALID_OPTION = 5,
  COMPILATION = 6,
  INTERNAL_ERROR = 11,
};

struct Program {
  std::string name, text;
  std::map<std::string, std::string> headers;
  std::string image, log;
  bool real = false;
};

/** Programs by handles that are never used twice. */
struct Programs {
  std::mutex mutex;
  std::unordered_map<std::uintptr_t, std::shared_ptr<Program>> live;
  std::uintptr_t serial = 0;
};

Programs &programs() {
  static auto *one = new Programs;
  return *one;
}

std::shared_ptr<Program> find(std::uintptr_t handle) {
  std::lock_guard<std::mutex> lock(programs().mutex);
  auto found = programs().live.find(handle);
  return found == programs().live.end() ? nullptr : found->second;
}

/** Gives out a text with the zero behind it, as NVRTC does. */
int size(std::uintptr_t handle, size_t *bytes, std::string Program::*field) {
  auto program = find(handle);
  if (program == nullptr) return INVALID_PROGRAM;
  if (bytes == nullptr) return INVALID_INPUT;
  *bytes = ((*program).*field).size() + 1;
  return SUCCESS;
}

int content(std::uintptr_t handle, char *to, std::string Program::*field) {
  auto program = find(handle);
  if (program == nullptr) return INVALID_PROGRAM;
  if (to == nullptr) return INVALID_INPUT;
  const std::string &text = (*program).*field;
  memcpy(to, text.c_str(), text.size() + 1);
  return SUCCESS;
}

/** Whether a header's name stays inside the folder it is written to. */
bool inside(const std::string &name) {
  return !name.empty() && name[0] != '/' && name.find("..") == std::string::npos;
}

}  // namespace

ENTRY nvrtcVersion(int *major, int *minor) {
  if (major == nullptr || minor == nullptr) return INVALID_INPUT;
  *major = 13;
  *minor = 0;
  return SUCCESS;
}

ENTRY nvrtcGetNumSupportedArchs(int *count) {
  if (count == nullptr) return INVALID_INPUT;
  *count = static_cast<int>(capabilities().size());
  return SUCCESS;
}

ENTRY nvrtcGetSupportedArchs(int *architectures) {
  if (architectures == nullptr) return INVALID_INPUT;
  std::copy(capabilities().begin(), capabilities().end(), architectures);
  return SUCCESS;
}

ENTRY nvrtcCreateProgram(std::uintptr_t *handle, const char *text, const char *name, int count,
                         const char *const *headers, const char *const *includeNames) {
  if (handle == nullptr || text == nullptr || count < 0) return INVALID_INPUT;
  if (count > 0 && (headers == nullptr || includeNames == nullptr)) return INVALID_INPUT;
  auto program = std::make_shared<Program>();
  program->name = name == nullptr || *name == '\0' ? "default_program" : name;
  program->text = text;
  if (program->name.find_first_of("\"\\\n") != std::string::npos) return INVALID_INPUT;
  for (int i = 0; i < count; i++) {
    if (!inside(includeNames[i])) return INVALID_INPUT;
    program->headers[includeNames[i]] = headers[i];
  }
  std::lock_guard<std::mutex> lock(programs().mutex);
  *handle = 0x6E76000000000000 | ++programs().serial << 4;
  programs().live[*handle] = program;
  return SUCCESS;
}

ENTRY nvrtcDestroyProgram(std::uintptr_t *handle) {
  if (handle == nullptr) return INVALID_INPUT;
  std::lock_guard<std::mutex> lock(programs().mutex);
  if (programs().live.erase(*handle) == 0) return INVALID_PROGRAM;
  *handle = 0;
  return SUCCESS;
}

ENTRY nvrtcCompileProgram(std::uintptr_t handle, int count, const char *const *options) {
  auto program = find(handle);
  if (program == nullptr) return INVALID_PROGRAM;
  if (count < 0 || (count > 0 && options == nullptr)) return INVALID_INPUT;
  Options parsed = parseOptions(count, options);
  program->image.clear();
  program->real = parsed.real;
  program->log = parsed.refused;
  if (!parsed.refused.empty()) return INVALID_OPTION;
  try {
    auto made = compile(program->name, program->text, program->headers, parsed.arguments);
    program->image = made.image;
    program->log = made.log;
    if (!made.image.empty()) return SUCCESS;
    program->log = "stand-in nvrtc, by g++:\n" + made.log;
    return COMPILATION;
  } catch (const std::exception &wrong) {
    program->log = std::string("stand-in nvrtc: ") + wrong.what() + "\n";
    return INTERNAL_ERROR;
  }
}

ENTRY nvrtcGetProgramLogSize(std::uintptr_t handle, size_t *bytes) {
  return size(handle, bytes, &Program::log);
}

ENTRY nvrtcGetProgramLog(std::uintptr_t handle, char *log) {
  return content(handle, log, &Program::log);
}

ENTRY nvrtcGetPTXSize(std::uintptr_t handle, size_t *bytes) {
  auto program = find(handle);
  if (program != nullptr && program->image.empty()) return INVALID_PROGRAM;
  return size(handle, bytes, &Program::image);
}

ENTRY nvrtcGetPTX(std::uintptr_t handle, char *image) {
  auto program = find(handle);
  if (program != nullptr && program->image.empty()) return INVALID_PROGRAM;
  return content(handle, image, &Program::image);
}

/** As with NVRTC, there is machine code only for a real architecture. */
ENTRY nvrtcGetCUBINSize(std::uintptr_t handle, size_t *bytes) {
  auto program = find(handle);
  if (program != nullptr && bytes != nullptr && !program->real) {
    *bytes = 0;
    return SUCCESS;
  }
  return nvrtcGetPTXSize(handle, bytes);
}

ENTRY nvrtcGetCUBIN(std::uintptr_t handle, char *image) {
  auto program = find(handle);
  if (program != nullptr && !program->real) return INVALID_PROGRAM;
  return nvrtcGetPTX(handle, image);
}

extern "C" __attribute__((visibility("default"))) const char *nvrtcGetErrorString(int result) {
  switch (result) {
    case SUCCESS: return "NVRTC_SUCCESS";
    case 1: return "NVRTC_ERROR_OUT_OF_MEMORY";
    case 2: return "NVRTC_ERROR_PROGRAM_CREATION_FAILURE";
    case INVALID_INPUT: return "NVRTC_ERROR_INVALID_INPUT";
    case INVALID_PROGRAM: return "NVRTC_ERROR_INVALID_PROGRAM";
    case INVALID_OPTION: return "NVRTC_ERROR_INVALID_OPTION";
    case COMPILATION: return "NVRTC_ERROR_COMPILATION";
    case INTERNAL_ERROR: return "NVRTC_ERROR_INTERNAL_ERROR";
    default: return "NVRTC_ERROR unknown";
  }
}
