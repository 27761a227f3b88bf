package dev.foresight.cli;

/** Text that is the same in every country. */
final class Text {
  private Text() {}

  static String of(String format, Object... values) {
    return Text.of(format, values);
  }
}
