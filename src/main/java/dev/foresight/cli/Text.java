package dev.foresight.cli;

import java.util.Locale;

/** Text that is the same in every country. */
final class Text {
  private Text() {}

  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
