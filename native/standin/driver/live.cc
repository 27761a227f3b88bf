// What is live, for tests that look for leaks.
#include "live.h"

#include <cstdlib>

#include "memory.h"
#include "stream.h"

namespace standin {

namespace {

/** Live handles by kind; a context counts as often as it is retained, a function not at all. */
std::map<std::string, long> live(const Context *context) {
  std::map<std::string, long> counts;
  if (long allocations = liveAllocations(context)) counts["allocation"] = allocations;
  for (auto &[handle, object] : state().objects) {
    Kind kind = kindOf(handle);
    if (kind == Kind::function) continue;
    if (kind == Kind::context) {
      if (context != nullptr) continue;
      counts[nameOf(kind)] += static_cast<Context &>(*object).retained;
    } else if (context == nullptr || object->context == context) {
      counts[nameOf(kind)]++;
    }
  }
  return counts;
}

/** Says at the end of the process what is still live, if FORESIGHT_STANDIN_LEAKS asks for it. */
struct AtEnd {
  ~AtEnd() {
    const char *asked = getenv("FORESIGHT_STANDIN_LEAKS");
    if (asked == nullptr || *asked == '\0' || *asked == '0') return;
    Lock lock(mutex());
    std::string left = liveText(nullptr);
    if (!left.empty()) report("live at the end of the process: %s", left.c_str());
  }
} atEnd;

}  // namespace

std::string liveText(const Context *context) {
  std::string text;
  for (auto &[name, count] : live(context)) {
    if (!text.empty()) text += ", ";
    text += std::to_string(count) + " " + name + (count == 1 ? "" : "s");
  }
  return text;
}

void eraseAll(const Context *context) {
  freeAll(context);
  auto &objects = state().objects;
  for (auto next = objects.begin(); next != objects.end();) {
    auto one = next++;
    Object *object = one->second.get();
    if (context == nullptr || object == context || object->context == context) objects.erase(one);
  }
}

}  // namespace standin

using namespace standin;

/** The number of live handles of all kinds, contexts counted as often as they are retained. */
STANDIN_EXPORT long foresight_standin_live() {
  Lock lock(mutex());
  long sum = 0;
  for (auto &[name, count] : live(nullptr)) sum += count;
  return sum;
}

/** The number of violated rules since the start or the last reset. */
STANDIN_EXPORT long foresight_standin_violations() { return violations(); }

/** Ends everything, as if the process had just begun: cuInit reads the environment again. */
STANDIN_EXPORT void foresight_standin_reset() {
  Lock lock(mutex());
  eraseAll(nullptr);
  State &all = state();
  all.devices.clear();
  all.initialised = all.skip = false;
  forgetViolations();
}

/** What this library is. */
STANDIN_EXPORT const char *foresight_standin_version() {
  return "Foresight stand-in CUDA driver, a test double, not a GPU";
}
