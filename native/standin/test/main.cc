#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "test.h"

namespace {

int failures = 0;
/** Violations of the running test that were expected. */
long expected = 0;
std::string logPath;

std::string lastLine() {
  std::ifstream file(logPath);
  std::string line, last;
  while (std::getline(file, line)) last = line;
  return last;
}

void fail(const char *file, int line, const std::string &text) {
  printf("%s:%d: %s\n", file, line, text.c_str());
  failures++;
}

}  // namespace

std::vector<Test> &tests() {
  static std::vector<Test> all;
  return all;
}

void expectEqual(double expected, double actual, const char *text, const char *file, int line) {
  if (expected == actual) return;
  fail(file, line, std::string(text) + " is " + std::to_string(actual) + ", not " +
                       std::to_string(expected));
}

void expectMisuse(int result, int actual, const char *words, const char *file, int line) {
  if (actual != result) expectEqual(result, actual, words, file, line);
  long now = foresight_standin_violations();
  if (now != ++expected) {
    fail(file, line, std::to_string(now) + " violations were reported, not " +
                         std::to_string(expected) + ": " + words);
    expected = now;
  }
  std::string last = lastLine();
  if (last.find(words) == std::string::npos) fail(file, line, last + " has no: " + words);
}

Opened::Opened() {
  OK(cuInit(0));
  OK(cuDevicePrimaryCtxRetain(&context, 0));
  OK(cuCtxSetCurrent(context));
}

Opened::~Opened() {
  OK(cuCtxSetCurrent(0));
  OK(cuDevicePrimaryCtxRelease_v2(0));
  EXPECT_EQ(0, foresight_standin_live());
}

Compiled compiled(const char *text, const std::vector<const char *> &options) {
  std::uintptr_t program = 0;
  size_t bytes = 0;
  OK(nvrtcCreateProgram(&program, text, "text.cl", 0, nullptr, nullptr));
  Compiled result{};
  result.result = nvrtcCompileProgram(program, options.size(), options.data());
  OK(nvrtcGetProgramLogSize(program, &bytes));
  result.log.resize(bytes);
  OK(nvrtcGetProgramLog(program, result.log.data()));
  if (result.result == 0) {
    OK(nvrtcGetPTXSize(program, &bytes));
    result.image.resize(bytes);
    OK(nvrtcGetPTX(program, result.image.data()));
  }
  OK(nvrtcDestroyProgram(&program));
  return result;
}

Loaded::Loaded(const char *text, const char *name) {
  Compiled result = compiled(text);
  if (result.result != 0) fail(__FILE__, __LINE__, result.log);
  OK(cuModuleLoadData(&module, result.image.c_str()));
  OK(cuModuleGetFunction(&function, module, name));
}

Loaded::~Loaded() {
  if (module != 0) cuModuleUnload(module);
}

Floats::Floats(std::vector<float> values) : count(values.size()) {
  OK(cuMemAlloc_v2(&address, 4 * count));
  OK(cuMemcpyHtoD_v2(address, values.data(), 4 * count));
}

Floats::~Floats() {
  if (address != 0) cuMemFree_v2(address);
}

std::vector<float> Floats::read() const {
  std::vector<float> values(count);
  OK(cuMemcpyDtoH_v2(values.data(), address, 4 * count));
  return values;
}

/** Runs all tests, or those whose names have the argument in them. */
int main(int count, char **arguments) {
  char path[] = "/tmp/standin-test-XXXXXX";
  close(mkstemp(path));
  logPath = path;
  setenv("FORESIGHT_STANDIN_LOG", path, 1);
  if (freopen("/dev/null", "w", stderr) == nullptr) return 2;
  for (const Test &test : tests()) {
    if (count > 1 && strstr(test.name, arguments[1]) == nullptr) continue;
    foresight_standin_reset();
    int before = failures;
    expected = 0;
    test.body();
    if (foresight_standin_violations() != expected) {
      fail(test.name, 0, "unexpected: " + lastLine());
    }
    printf("%s %s\n", failures == before ? "ok  " : "FAIL", test.name);
  }
  remove(path);
  return failures == 0 ? 0 : 1;
}
