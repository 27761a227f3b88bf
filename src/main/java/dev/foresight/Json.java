package dev.foresight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The part of JSON that a safetensors header uses: objects, strings, integers from 0 up and lists of
 * those. The caller says what must come next, so hostile text has no say in depth or size.
 */
final class Json {
  private final String text;
  private int at;

  Json(String text) {
    this.text = text;
  }

  /** The text as a JSON string, in ASCII. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }

  /** Reads an object; {@code field} is called with each key and must read its value. */
  void object(Consumer<String> field) {
    expect('{');
    Set<String> seen = new HashSet<>();
    while (seen.isEmpty() ? !accept('}') : separated('}')) {
      String key = string();
      if (!seen.add(key)) {
        throw unreadable("no key twice, but " + shorten(key) + " is there again");
      }
      expect(':');
      field.accept(key);
    }
  }

  /** Reads a list of integers. */
  List<Long> integers() {
    expect('[');
    List<Long> values = new ArrayList<>();
    while (values.isEmpty() ? !accept(']') : separated(']')) {
      values.add(integer());
    }
    return values;
  }

  /** Reads an integer from 0 up. */
  long integer() {
    skipBlanks();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0';
    if (digits.isEmpty() || leadingZero || digits.length() > 18) {
      at = start;
      throw unreadable("an integer from 0, of at most 18 digits");
    }
    return Long.parseLong(digits);
  }

  /** Reads a string. */
  String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = character("a closing quote");
      if (c == '"') {
        return out.toString();
      } else if (c < ' ') {
        throw unreadable("an escape instead of a control character");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  /** Reads blanks to the end of the text. */
  void end() {
    skipBlanks();
    if (at < text.length()) {
      throw unreadable("the end");
    }
  }

  /** At most 60 characters of a name from a file, in quotes, fit for a message. */
  static String shorten(String name) {
    return quote(name.length() <= 60 ? name : name.substring(0, 60) + "...");
  }

  private char escaped() {
    char c = character("an escape");
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw unreadable("one of the escapes \" \\ / b f n r t u");
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = character("four hexadecimal digits");
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unreadable("four hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private boolean separated(char close) {
    if (accept(close)) {
      return false;
    }
    expect(',');
    return true;
  }

  private char character(String expected) {
    if (at == text.length()) {
      throw unreadable(expected);
    }
    return text.charAt(at++);
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unreadable("'" + c + "'");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  IllegalArgumentException unreadable(String expected) {
    return new IllegalArgumentException(
        "the header cannot be read at character " + at + ": expected " + expected);
  }
}
