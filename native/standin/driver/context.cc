// Primary contexts and the stack of current ones.
#include "captures.h"
#include "live.h"
#include "memory.h"
#include "stream.h"

namespace standin {

namespace {

thread_local std::vector<Handle> stack;

/** Ends a context and all that is left in it. */
void destroy(Device &device, Lock &lock) {
  auto context = device.primary;
  drainAll(*context, lock);
  std::string left = liveText(context.get());
  if (!left.empty()) {
    report("%s: the context of device %d ends with live handles: %s", entry, context->device,
           left.c_str());
  }
  eraseAll(context.get());
  device.primary = nullptr;
}

}  // namespace

Handle currentHandle() { return stack.empty() ? 0 : stack.back(); }

Context &currentEvenFailed() {
  if (!state().initialised) misuse(NOT_INITIALIZED, "cuInit was not called");
  if (currentHandle() == 0) misuse(INVALID_CONTEXT, "this thread has no current context");
  return *find<Context>(currentHandle());
}

Context &current() {
  Context &context = currentEvenFailed();
  context.check();
  return context;
}

}  // namespace standin

using namespace standin;

ENTRY cuDevicePrimaryCtxRetain(Handle *handle, int number) {
  return call("cuDevicePrimaryCtxRetain", [&](Lock &) {
    demand(handle, "context");
    Device &owner = device(number);
    if (owner.primary == nullptr) {
      auto context = std::make_shared<Context>();
      context->device = number;
      context->legacy = std::make_shared<Stream>();
      context->legacy->context = context.get();
      context->legacy->legacy = true;
      context->handle = add(Kind::context, context);
      owner.primary = context;
    }
    owner.primary->retained++;
    *handle = owner.primary->handle;
  });
}

ENTRY cuDevicePrimaryCtxRelease_v2(int number) {
  return call("cuDevicePrimaryCtxRelease_v2", [&](Lock &lock) {
    Device &owner = device(number);
    if (owner.primary == nullptr) {
      misuse(INVALID_CONTEXT, "the context of device %d is not retained", number);
    }
    if (--owner.primary->retained == 0) destroy(owner, lock);
  });
}

ENTRY cuCtxSetCurrent(Handle handle) {
  return call("cuCtxSetCurrent", [&](Lock &) {
    device(0);
    if (handle != 0) find<Context>(handle);
    if (!stack.empty()) stack.pop_back();
    if (handle != 0) stack.push_back(handle);
  });
}

ENTRY cuCtxGetCurrent(Handle *handle) {
  return call("cuCtxGetCurrent", [&](Lock &) {
    demand(handle, "context");
    device(0);
    *handle = currentHandle();
  });
}

ENTRY cuCtxPushCurrent_v2(Handle handle) {
  return call("cuCtxPushCurrent_v2", [&](Lock &) {
    device(0);
    find<Context>(handle);
    stack.push_back(handle);
  });
}

ENTRY cuCtxPopCurrent_v2(Handle *handle) {
  return call("cuCtxPopCurrent_v2", [&](Lock &) {
    device(0);
    if (stack.empty()) misuse(INVALID_CONTEXT, "this thread has no current context");
    if (handle != nullptr) *handle = stack.back();
    stack.pop_back();
  });
}

ENTRY cuCtxGetDevice(int *number) {
  return call("cuCtxGetDevice", [&](Lock &) {
    demand(number, "device");
    *number = current().device;
  });
}
