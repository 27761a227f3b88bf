// How a compiled kernel travels as text: a line that says what it is, then the library in hexadecimal.
#pragma once

#include <cstring>
#include <string>

namespace standin {

constexpr char imageTitle[] = "// Foresight stand-in image, not PTX\n";

inline std::string encodeImage(const std::string &bytes) {
  static const char digits[] = "0123456789abcdef";
  std::string text = imageTitle;
  for (unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text + '\n';
}

inline int digitOf(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/** Whether the text is an image; its bytes go to the string. */
inline bool decodeImage(const char *text, std::string &bytes) {
  if (strncmp(text, imageTitle, sizeof imageTitle - 1) != 0) return false;
  text += sizeof imageTitle - 1;
  for (; digitOf(text[0]) >= 0 && digitOf(text[1]) >= 0; text += 2) {
    bytes += static_cast<char>(digitOf(text[0]) << 4 | digitOf(text[1]));
  }
  return *text == '\n' && !bytes.empty();
}

}  // namespace standin
