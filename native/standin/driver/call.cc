#include "call.h"

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace standin {

thread_local const char *entry = "";

namespace {

std::atomic<long> violated{0};

std::string formatted(const char *format, va_list arguments) {
  char line[1024];
  vsnprintf(line, sizeof line, format, arguments);
  return line;
}

void write(const std::string &text) {
  std::string line = "stand-in CUDA driver: " + text + "\n";
  fputs(line.c_str(), stderr);
  const char *log = getenv("FORESIGHT_STANDIN_LOG");
  if (log == nullptr || *log == '\0') return;
  if (FILE *file = fopen(log, "a")) {
    fputs(line.c_str(), file);
    fclose(file);
  } else {
    perror(("stand-in CUDA driver: FORESIGHT_STANDIN_LOG=" + std::string(log)).c_str());
  }
}

}  // namespace

void report(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::string text = formatted(format, arguments);
  va_end(arguments);
  write(text);
}

void misuse(Result result, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::string text = formatted(format, arguments);
  va_end(arguments);
  violated++;
  write(std::string(entry) + ": " + text);
  throw Failure{result};
}

long violations() { return violated; }

void forgetViolations() { violated = 0; }

int refused(const char *name) {
  violated++;
  report("%s: not one of the entry points that the stand-in has", name);
  return NOT_SUPPORTED;
}

std::mutex &mutex() {
  static auto *one = new std::mutex;
  return *one;
}

}  // namespace standin
