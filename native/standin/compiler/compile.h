#pragma once

#include <map>
#include <string>
#include <vector>

namespace standin {

struct Compilation {
  /** Empty if it failed. */
  std::string image;
  std::string log;
};

/**
 * Compiles CUDA C++ for the host with g++ (or FORESIGHT_STANDIN_CXX), in a folder of its own that is
 * gone afterwards.
 *
 * @param name of the text in messages
 * @param headers texts by the names under which they are included
 * @param arguments further ones for the compiler
 */
Compilation compile(const std::string &name, const std::string &text,
                    const std::map<std::string, std::string> &headers,
                    const std::vector<std::string> &arguments);

}  // namespace standin
