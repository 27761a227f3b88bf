#include "objects.h"

namespace standin {

namespace {

constexpr int kindShift = 40;

}  // namespace

const char *nameOf(Kind kind) {
  static const char *const names[] = {"context", "stream", "module", "function",
                                      "graph", "executable graph", "event"};
  return names[static_cast<int>(kind)];
}

State &state() {
  static auto *one = new State;
  return *one;
}

Handle add(Kind kind, std::shared_ptr<Object> object) {
  Handle handle = (static_cast<Handle>(kind) + 1) << kindShift | ++state().serial << 4;
  state().objects.emplace(handle, std::move(object));
  return handle;
}

Kind kindOf(Handle handle) { return static_cast<Kind>((handle >> kindShift) - 1); }

std::shared_ptr<Object> find(Kind kind, Handle handle) {
  const char *name = nameOf(kind);
  auto found = state().objects.find(handle);
  if (found == state().objects.end()) {
    bool was = handle >> kindShift == static_cast<Handle>(kind) + 1 &&
               (handle & ((1ull << kindShift) - 1)) >> 4 <= state().serial;
    Result result = kind != Kind::context ? INVALID_HANDLE
                    : was                 ? CONTEXT_IS_DESTROYED
                                          : INVALID_CONTEXT;
    auto shown = static_cast<unsigned long long>(handle);
    if (was) misuse(result, "%s 0x%llx was destroyed before", name, shown);
    misuse(result, "0x%llx is not a %s", shown, name);
  }
  if (kindOf(handle) != kind) {
    misuse(INVALID_HANDLE, "0x%llx is no %s but another kind: %s",
           static_cast<unsigned long long>(handle), name, nameOf(kindOf(handle)));
  }
  if (kind != Kind::context && found->second->context != &currentEvenFailed()) {
    misuse(INVALID_HANDLE, "%s 0x%llx belongs to another context than the current one", name,
           static_cast<unsigned long long>(handle));
  }
  return found->second;
}

void erase(Handle handle) { state().objects.erase(handle); }

}  // namespace standin
