package dev.foresight.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What is known of a thing: a line of text and a field of JSON for each fact. */
final class Facts {
  private final List<String> lines = new ArrayList<>();
  private final Json json = new Json();

  /** Adds a fact to both. */
  Facts with(String label, String text, String field, Object value) {
    json.with(field, value);
    return line(label, text);
  }

  /** Adds a fact whose text is the value's. */
  Facts with(String label, Object value) {
    return with(label, value.toString(), label, value);
  }

  /** Adds a line to the text alone. */
  Facts line(String label, String text) {
    lines.add(Text.of("%-13s %s", label, text).stripTrailing());
    return this;
  }

  void print(PrintWriter out) {
    lines.forEach(out::println);
  }

  Json json() {
    return json;
  }
}
