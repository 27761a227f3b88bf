#include "compile.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "image.h"
#include "kernels.h"
#include "texts.h"

extern char **environ;

namespace standin {

namespace {

namespace fs = std::filesystem;

/** A private folder that goes with its object. */
class Folder {
 public:
  Folder() {
    std::string pattern = fs::temp_directory_path() / "foresight-standin-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("no folder " + pattern + ": " + strerror(errno));
    }
    path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder &) = delete;

  fs::path path;
};

std::string readFile(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void writeFile(const fs::path &path, const std::string &text) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

/** Runs the compiler, its output to a file; whether it succeeded. */
bool run(const std::vector<std::string> &arguments, const fs::path &output) {
  std::vector<char *> words;
  for (auto &argument : arguments) words.push_back(const_cast<char *>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(
      &actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t child;
  int failed = posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    throw std::runtime_error("cannot run " + arguments[0] + ": " + strerror(failed));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw std::runtime_error(std::string("waitpid: ") + strerror(errno));
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string compiler() {
  const char *named = getenv("FORESIGHT_STANDIN_CXX");
  return named != nullptr && *named != '\0' ? named : "g++";
}

}  // namespace

Compilation compile(const std::string &name, const std::string &text,
                    const std::map<std::string, std::string> &headers,
                    const std::vector<std::string> &arguments) {
  Folder folder;
  auto file = [&](const char *leaf) { return (folder.path / leaf).string(); };
  writeFile(file("abi.h"), abiText);
  writeFile(file("device.h"), deviceText);
  writeFile(file("warp.h"), warpText);
  for (auto &[header, content] : headers) writeFile(folder.path / "headers" / header, content);
  writeFile(file("text.cu"), "#line 1 \"" + name + "\"\n" + text);
  std::string log = file("log");

  std::vector<std::string> first = {compiler(), "-E", "-x", "c++", "-std=c++17", "-nostdinc",
      "-include", file("abi.h"), "-include", file("device.h"), "-include", file("warp.h"),
      "-I" + file("headers")};
  first.insert(first.end(), arguments.begin(), arguments.end());
  first.insert(first.end(), {"-o", file("text.ii"), file("text.cu")});
  if (!run(first, log)) return {"", readFile(log)};
  writeFile(file("table.ii"), withTable(readFile(file("text.ii"))));

  std::vector<std::string> second = {compiler(), "-fpreprocessed", "-x", "c++", "-std=c++17", "-O1",
      "-march=native", "-shared", "-fPIC", "-fvisibility=hidden", "-fno-exceptions", "-fno-rtti",
      "-fno-strict-aliasing", "-fstack-clash-protection",
      "-fno-math-errno", "-fno-trapping-math", "-w", "-s"};
  for (auto &argument : arguments) {
    if (argument[1] == 'f') second.push_back(argument);
  }
  second.insert(second.end(), {"-o", file("image.so"), file("table.ii"), "-nodefaultlibs", "-lm",
                               "-lc", "-lgcc", "-Wl,-z,defs", "-Wl,-z,noseparate-code"});
  bool made = run(second, log);
  return {made ? encodeImage(readFile(file("image.so"))) : "", readFile(log)};
}

}  // namespace standin
