package dev.foresight.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects of one line. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** This with one more field; a number that is not finite becomes null, as JSON has none. */
  Json with(String name, Object value) {
    boolean missing = value instanceof Float f && !Float.isFinite(f)
        || value instanceof Double d && !Double.isFinite(d);
    fields.put(name, missing ? null : value);
    return this;
  }

  /** The object on one line. */
  String line() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + fields + " as JSON", e);
    }
  }

  /** Prints the object as one whole line. */
  void printTo(PrintWriter out) {
    out.println(line());
    out.flush();
  }
}
