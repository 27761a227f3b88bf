#pragma once

#include <string>
#include <vector>

namespace standin {

/** What the options of a compilation mean for g++. */
struct Options {
  std::vector<std::string> arguments;
  /** Whether a real architecture (sm_..) was named, for which there is machine code. */
  bool real = false;
  /** The options that are not known, one line each; empty if all are. */
  std::string refused;
};

/** The compute capabilities that can be named, 90 for 9.0, in order. */
const std::vector<int> &capabilities();

Options parseOptions(int count, const char *const *options);

}  // namespace standin
