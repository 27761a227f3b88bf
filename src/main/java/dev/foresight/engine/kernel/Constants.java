package dev.foresight.engine.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines {@code #define NAME value} in front of a kernel. */
final class Constants {
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Map<String, Object> values = new LinkedHashMap<>();

  void define(String name, Object value) {
    values.put(name, value);
  }

  /** 1 or 0. */
  void flag(String name, boolean value) {
    define(name, value ? 1 : 0);
  }

  /**
   * The lines that a text needs, so that kernels that differ in nothing else are compiled once.
   *
   * @param text without constants whose names are put together in it, other than by {@code OF_ROUND}
   */
  String neededBy(String text) {
    Map<String, Long> words = WORD.matcher(text)
        .results()
        .collect(Collectors.groupingBy(word -> word.group(), Collectors.counting()));
    return lines(name -> {
      String array = name.replaceFirst("^SINGLE_", "").replaceFirst("_AT$", "");
      return words.containsKey(name) || name.endsWith("_AT") && words.containsKey(array);
    });
  }

  private String lines(Predicate<String> wanted) {
    StringBuilder lines = new StringBuilder();
    values.forEach((name, value) -> {
      if (wanted.test(name)) {
        lines.append("#define ").append(name).append(' ').append(value).append('\n');
      }
    });
    return lines.toString();
  }

  /** All lines. */
  @Override
  public String toString() {
    return lines(name -> true);
  }
}
