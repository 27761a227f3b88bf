// Barriers: which lanes may go on, and what is wrong where none may.
#include <vector>

#include "team.h"

namespace standin {

std::string Team::differing() { return differing(0, lanes); }

/** What is wrong if not all of these lanes wait at the same place. */
std::string Team::differing(int first, int behind) {
  auto said = [this](int i) {
    Fiber &at = fiber(i);
    std::string whose = at.of == ofBlock  ? ""
                        : at.of == ofWarp ? " for its warp"
                                          : " for part " + std::to_string(at.of);
    return "thread " + std::to_string(i) +
           (at.line == finished ? " has ended"
                                : " waits" + whose + " at line " + std::to_string(at.line));
  };
  for (int i = first + 1; i < behind; i++) {
    if (fiber(i).line == fiber(first).line && fiber(i).of == fiber(first).of) continue;
    return "divergent barrier: " + said(first) + ", " + said(i);
  }
  return "";
}

/** Runs a warp's lanes until none of them waits for the others of the warp. */
std::string Team::runWarp(int first, bool forwards) {
  int behind = first + warpLanes < lanes ? first + warpLanes : lanes;
  for (;; forwards = !forwards) {
    bool any = false;
    for (int i = first; i < behind; i++) any = any || (fiber(i).line != finished && fiber(i).of == ofWarp);
    if (!any) return "";
    if (behind - first < warpLanes) {
      return "an operation of a warp in one of " + std::to_string(behind - first) + " threads";
    }
    std::string different = differing(first, behind);
    if (!different.empty()) return different;
    for (int i = 0; i < warpLanes; i++) {
      resume(fiber(forwards ? first + i : behind - 1 - i));
    }
  }
}

/** Runs the lanes that wait for a part, if all of its threads do. */
std::string Team::runPart(int part, bool forwards, bool &ran) {
  std::vector<int> waiting;
  for (int i = 0; i < lanes; i++) {
    int lane = forwards ? i : lanes - 1 - i;
    if (fiber(lane).line != finished && fiber(lane).of == part) waiting.push_back(lane);
  }
  if (waiting.empty()) return "";
  size_t threads = fiber(waiting[0]).threadsOfPart;
  for (int lane : waiting) {
    if (fiber(lane).line != fiber(waiting[0]).line || waiting.size() > threads) {
      return "divergent barrier: " + std::to_string(waiting.size()) + " threads wait for part " +
             std::to_string(part) + ", which has " + std::to_string(threads) + ", at line " +
             std::to_string(fiber(waiting[0]).line) + " or others";
    }
  }
  if (waiting.size() < threads) return "";
  for (int lane : waiting) resume(fiber(lane));
  ran = true;
  return "";
}

/** Runs lanes until all wait for the block or have ended, or something is wrong. */
std::string Team::settle(bool forwards) {
  for (bool ran = true; ran; forwards = !forwards) {
    ran = false;
    std::string different;
    for (int first = 0; first < lanes && different.empty(); first += warpLanes) {
      different = runWarp(first, forwards);
    }
    for (int part = 1; part < mostParts && different.empty(); part++) {
      different = runPart(part, forwards, ran);
    }
    if (!different.empty()) return different;
  }
  std::string different = differing();
  if (!different.empty() || fiber(0).line == finished || fiber(0).of == ofBlock) return different;
  return "a part of " + std::to_string(fiber(0).threadsOfPart) + " threads in a block of " +
         std::to_string(lanes);
}

}  // namespace standin
