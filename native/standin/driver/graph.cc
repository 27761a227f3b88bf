#include "graph.h"

namespace standin {

void Executable::check() const {
  for (auto &one : work) one->check();
}

void Executable::run() const {
  for (auto &one : work) one->run();
}

}  // namespace standin

using namespace standin;

static int instantiate(const char *name, Handle *handle, Handle graph, unsigned long long flags) {
  return call(name, [&](Lock &) {
    demand(handle, "executable graph");
    if (flags != 0) misuse(NOT_SUPPORTED, "flags are %llu; the stand-in has none", flags);
    current();
    auto made = std::make_shared<Executable>();
    auto source = find<Graph>(graph);
    made->context = source->context;
    made->work = source->work;
    *handle = add(Kind::executable, made);
  });
}

ENTRY cuGraphInstantiateWithFlags(Handle *handle, Handle graph, unsigned long long flags) {
  return instantiate("cuGraphInstantiateWithFlags", handle, graph, flags);
}

ENTRY cuGraphInstantiate_v2(Handle *handle, Handle graph, Handle *, char *log, size_t length) {
  if (log != nullptr && length > 0) *log = '\0';
  return instantiate("cuGraphInstantiate_v2", handle, graph, 0);
}

ENTRY cuGraphLaunch(Handle handle, Handle streamHandle) {
  return call("cuGraphLaunch", [&](Lock &lock) {
    current();
    auto graph = find<Executable>(handle);
    auto stream = streamOf(streamHandle);
    graph->check();
    submit(*stream, graph, lock);
  });
}

ENTRY cuGraphExecDestroy(Handle handle) {
  return call("cuGraphExecDestroy", [&](Lock &) {
    find<Executable>(handle);
    erase(handle);
    currentEvenFailed().check();
  });
}

ENTRY cuGraphDestroy(Handle handle) {
  return call("cuGraphDestroy", [&](Lock &) {
    find<Graph>(handle);
    erase(handle);
    currentEvenFailed().check();
  });
}
