#include "faults.h"

#include <setjmp.h>
#include <signal.h>

#include <mutex>
#include <vector>

namespace standin {

namespace {

constexpr int signals[] = {SIGSEGV, SIGBUS, SIGFPE};
constexpr size_t handlerStackBytes = 1 << 16;

struct Landing {
  sigjmp_buf place;
  int signal;
  void *address;
};

/** Where the calling thread goes to at a fault; null outside kernel code. */
__attribute__((tls_model("initial-exec"))) thread_local Landing *landing = nullptr;

struct sigaction before[3];

void handle(int signal, siginfo_t *info, void *context) {
  if (Landing *here = landing) {
    landing = nullptr;
    here->signal = signal;
    here->address = info->si_addr;
    siglongjmp(here->place, 1);
  }
  const struct sigaction &other = before[signal == SIGSEGV ? 0 : signal == SIGBUS ? 1 : 2];
  if (other.sa_flags & SA_SIGINFO) {
    other.sa_sigaction(signal, info, context);
  } else if (other.sa_handler == SIG_DFL || other.sa_handler == SIG_IGN) {
    ::signal(signal, SIG_DFL);
  } else {
    other.sa_handler(signal);
  }
}

void install() {
  struct sigaction ours {};
  ours.sa_sigaction = handle;
  ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  for (int i = 0; i < 3; i++) sigaction(signals[i], &ours, &before[i]);
}

/** A stack for the handler, since the fault may be an overflow of the one in use. */
class HandlerStack {
 public:
  HandlerStack() {
    thread_local std::vector<char> memory(handlerStackBytes);
    stack_t ours{};
    ours.ss_sp = memory.data();
    ours.ss_size = memory.size();
    sigaltstack(&ours, &old);
  }
  ~HandlerStack() { sigaltstack(&old, nullptr); }

 private:
  stack_t old{};
};

std::string sentence(const Landing &landing) {
  if (landing.signal == SIGFPE) return "the kernel divided an integer by zero";
  char text[100];
  snprintf(text, sizeof text, "the kernel used address %p, where no live memory is",
           landing.address);
  return text;
}

}  // namespace

std::string guarded(const std::function<void()> &body) {
  static std::once_flag once;
  std::call_once(once, install);
  HandlerStack stack;
  Landing here;
  if (sigsetjmp(here.place, 1) != 0) return sentence(here);
  landing = &here;
  body();
  landing = nullptr;
  return "";
}

}  // namespace standin
