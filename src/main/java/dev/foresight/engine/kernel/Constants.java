package dev.foresight.engine.kernel;

/** The lines {@code #define NAME value} in front of a kernel. */
final class Constants {
  private final StringBuilder text = new StringBuilder();

  void define(String name, Object value) {
    text.append("#define ").append(name).append(' ').append(value).append('\n');
  }

  /** 1 or 0. */
  void flag(String name, boolean value) {
    define(name, value ? 1 : 0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
