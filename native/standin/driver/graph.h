#pragma once

#include "stream.h"

namespace standin {

/** What was captured, in order. */
struct Graph : Object {
  static constexpr Kind kind = Kind::graph;
  std::vector<std::shared_ptr<const Work>> work;
};

/** A graph that can be launched; it is work itself. */
struct Executable : Object, Work {
  static constexpr Kind kind = Kind::executable;
  std::vector<std::shared_ptr<const Work>> work;

  void check() const override;
  void run() const override;
};

}  // namespace standin
