#include "options.h"

#include <set>

namespace standin {

namespace {

/** Options that take a value and change nothing here. */
const std::set<std::string> ignoredValues = {
    "--ftz", "-ftz", "--prec-div", "-prec-div", "--prec-sqrt", "-prec-sqrt", "--maxrregcount",
    "-maxrregcount", "--diag-suppress", "-diag-suppress"};

/** Options without a value that change nothing here. */
const std::set<std::string> ignored = {
    "--use_fast_math", "-use_fast_math", "--generate-line-info", "-lineinfo", "-G",
    "--device-debug", "--restrict", "-restrict", "-default-device", "--disable-warnings", "-w",
    "--device-as-default-execution-space", "--extra-device-vectorization", "--no-source-include"};

/** An option and its value, which follows "=" or is the next option. */
struct Option {
  std::string name, value;
  bool valued = false;
};

bool architecture(const Option &option, Options &result) {
  bool real = option.value.rfind("sm_", 0) == 0;
  bool known = real || option.value.rfind("compute_", 0) == 0;
  if (!known) return false;
  result.real = real;
  for (int capability : capabilities()) {
    if (option.value.substr(real ? 3 : 8) == std::to_string(capability)) return true;
  }
  return false;
}

bool apply(const Option &option, Options &result) {
  const std::string &name = option.name, &value = option.value;
  if (!option.valued) return ignored.count(name) > 0;
  if (name == "--gpu-architecture" || name == "-arch") return architecture(option, result);
  if (name == "--std" || name == "-std") {
    return value == "c++11" || value == "c++14" || value == "c++17" || value == "c++20";
  }
  if (name == "--fmad" || name == "-fmad") {
    if (value == "false") result.arguments.push_back("-ffp-contract=off");
    return value == "true" || value == "false";
  }
  if (name == "--define-macro") result.arguments.push_back("-D" + value);
  if (name == "--include-path") result.arguments.push_back("-I" + value);
  return name == "--define-macro" || name == "--include-path" || ignoredValues.count(name) > 0;
}

}  // namespace

const std::vector<int> &capabilities() {
  static const std::vector<int> known = {75, 80, 86, 87, 88, 89, 90, 100, 103, 110, 120, 121};
  return known;
}

Options parseOptions(int count, const char *const *options) {
  Options result;
  for (int i = 0; i < count; i++) {
    std::string text = options[i];
    Option option{text, ""};
    size_t equals = text.find('=');
    bool letter = text.rfind("-D", 0) == 0 || text.rfind("-I", 0) == 0;
    if (letter) {
      option.name = text[1] == 'D' ? "--define-macro" : "--include-path";
      option.valued = true;
      option.value = text.size() > 2 ? text.substr(2) : i + 1 < count ? options[++i] : "";
    } else if (equals != std::string::npos) {
      option = {text.substr(0, equals), text.substr(equals + 1), true};
    } else if (ignored.count(text) == 0 && i + 1 < count && options[i + 1][0] != '-') {
      option = {text, options[++i], true};
    }
    if (!apply(option, result)) {
      result.refused += "stand-in nvrtc: error: unrecognized option " + text + " found\n";
    }
  }
  return result;
}

}  // namespace standin
