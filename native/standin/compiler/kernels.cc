#include "kernels.h"

#include "abi.h"

#include <cctype>
#include <map>

namespace standin {

namespace {

const std::string kernelMark = "__standin_kernel__", boundsMark = "__standin_bounds__";

bool inWord(char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string wordAt(const std::string &text, size_t at) {
  size_t end = at;
  while (end < text.size() && inWord(text[end])) end++;
  return text.substr(at, end - at);
}

/** The position behind the bracket that closes the one at the given position. */
size_t behindBracket(const std::string &text, size_t at) {
  int depth = 0;
  for (; at < text.size(); at++) {
    if (text[at] == '(') depth++;
    if (text[at] == ')' && --depth == 0) return at + 1;
  }
  return at;
}

/** Puts blanks where something was, so that columns stay. */
void blank(std::string &text, size_t from, size_t to) {
  for (; from < to; from++) {
    if (text[from] != '\n') text[from] = ' ';
  }
}

/** Reads a kernel's name and bound behind its mark. */
void readKernel(std::string &text, size_t at, std::map<std::string, std::string> &kernels) {
  std::string name, bounds;
  while (at < text.size() && text[at] != ';' && text[at] != '{') {
    if (text[at] == '(') {
      if (name != "__attribute__") break;
      at = behindBracket(text, at);
    } else if (!inWord(text[at])) {
      at++;
    } else {
      std::string word = wordAt(text, at);
      size_t end = at + word.size();
      if (word == boundsMark) {
        size_t behind = behindBracket(text, end);
        bounds = text.substr(end, behind - end);
        blank(text, at, behind);
        at = behind;
      } else {
        name = word;
        at = end;
      }
    }
  }
  if (!bounds.empty() || kernels.count(name) == 0) kernels[name] = bounds;
}

}  // namespace

std::string withTable(const std::string &preprocessed) {
  std::string text = preprocessed;
  std::map<std::string, std::string> kernels;
  for (size_t at = 0; (at = text.find(kernelMark, at)) != std::string::npos;) {
    blank(text, at, at + kernelMark.size());
    readKernel(text, at, kernels);
  }
  text += "\n# 1 \"stand-in\"\nnamespace standin {\nconstexpr Kernel table[] = {\n";
  for (auto &[name, bounds] : kernels) {
    text += "  describe<&" + name + ">(\"" + name + "\", &" + name + ", bounds" +
            (bounds.empty() ? "()" : bounds) + "),\n";
  }
  text += "  {}};\n}\nextern \"C\" __attribute__((visibility(\"default\"), used)) const standin::Image "
          "foresight_standin_image;\nconst standin::Image foresight_standin_image = {" +
          std::to_string(STANDIN_ABI) + ", " + std::to_string(kernels.size()) + ", standin::table};\n";
  return text;
}

}  // namespace standin
