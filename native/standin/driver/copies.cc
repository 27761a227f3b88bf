// Copies and fills.
#include <cstring>

#include "captures.h"
#include "memory.h"
#include "stream.h"

namespace standin {

namespace {

enum class Way { up, down, across };

struct Copy : Work {
  Way way;
  void *to;
  const void *from;
  size_t bytes;

  Copy(Way way, void *to, const void *from, size_t bytes)
      : way(way), to(to), from(from), bytes(bytes) {}

  void check() const override { checkAs(true); }

  void checkAs(bool pinned) const {
    if (bytes == 0) misuse(INVALID_VALUE, "0 bytes");
    if (way == Way::down) {
      checkHost(to, bytes, pinned, "destination");
    } else {
      checkDevice(reinterpret_cast<Address>(to), bytes, "destination");
    }
    if (way == Way::up) {
      checkHost(from, bytes, pinned, "source");
    } else {
      checkDevice(reinterpret_cast<Address>(from), bytes, "source");
    }
  }

  void run() const override { memmove(to, from, bytes); }
};

struct Fill : Work {
  Address to;
  unsigned value;
  size_t count;

  Fill(Address to, unsigned value, size_t count) : to(to), value(value), count(count) {}

  void check() const override {
    if (to % 4 != 0) misuse(INVALID_VALUE, "the address is no multiple of 4");
    if (count > SIZE_MAX / 4) misuse(INVALID_VALUE, "%zu words", count);
    checkDevice(to, 4 * count, "destination");
  }

  void run() const override {
    auto *words = reinterpret_cast<unsigned *>(to);
    for (size_t i = 0; i < count; i++) words[i] = value;
  }
};

int copyNow(const char *name, Way way, void *to, const void *from, size_t bytes) {
  return call(name, [&](Lock &lock) {
    Context &context = current();
    refuseWhileCapturing();
    Copy copy(way, to, from, bytes);
    copy.checkAs(false);
    drainBlocking(context, lock);
    copy.run();
  });
}

template <class Recorded>
int later(const char *name, Handle streamHandle, Recorded work) {
  return call(name, [&](Lock &lock) {
    current();
    auto stream = streamOf(streamHandle);
    work.check();
    submit(*stream, std::make_shared<Recorded>(work), lock);
  });
}

void *pointer(Address address) { return reinterpret_cast<void *>(address); }

}  // namespace

}  // namespace standin

using namespace standin;

ENTRY cuMemcpyHtoD_v2(Address to, const void *from, size_t bytes) {
  return copyNow("cuMemcpyHtoD_v2", Way::up, pointer(to), from, bytes);
}

ENTRY cuMemcpyDtoH_v2(void *to, Address from, size_t bytes) {
  return copyNow("cuMemcpyDtoH_v2", Way::down, to, pointer(from), bytes);
}

ENTRY cuMemcpyDtoD_v2(Address to, Address from, size_t bytes) {
  return copyNow("cuMemcpyDtoD_v2", Way::across, pointer(to), pointer(from), bytes);
}

ENTRY cuMemcpyHtoDAsync_v2(Address to, const void *from, size_t bytes, Handle stream) {
  return later("cuMemcpyHtoDAsync_v2", stream, Copy(Way::up, pointer(to), from, bytes));
}

ENTRY cuMemcpyDtoHAsync_v2(void *to, Address from, size_t bytes, Handle stream) {
  return later("cuMemcpyDtoHAsync_v2", stream, Copy(Way::down, to, pointer(from), bytes));
}

ENTRY cuMemcpyDtoDAsync_v2(Address to, Address from, size_t bytes, Handle stream) {
  return later("cuMemcpyDtoDAsync_v2", stream, Copy(Way::across, pointer(to), pointer(from), bytes));
}

ENTRY cuMemsetD32Async(Address to, unsigned value, size_t count, Handle stream) {
  return later("cuMemsetD32Async", stream, Fill(to, value, count));
}

ENTRY cuMemsetD32_v2(Address to, unsigned value, size_t count) {
  return later("cuMemsetD32_v2", 0, Fill(to, value, count));
}
