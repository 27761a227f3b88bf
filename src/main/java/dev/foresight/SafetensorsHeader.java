package dev.foresight;

import dev.foresight.compute.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands before the data of a safetensors file: a JSON object of metadata and tensors.
 *
 * @param metadata texts by name, sorted
 * @param entries the tensors in the order of their data, which they fill without a gap
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  /** No tensor of a model has more dimensions. */
  private static final int MOST_DIMENSIONS = 8;

  /** The longest array of every JVM. */
  private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  /** One tensor: its bytes are {@code [begin, end)} of the data. */
  record Entry(String name, TensorType type, int[] shape, long begin, long end) {
    int count() {
      return (int) ((end - begin) / type.width);
    }
  }

  /**
   * Reads and checks a header.
   *
   * @param dataBytes how many bytes of data really follow it
   * @throws IllegalArgumentException if it does not describe exactly those bytes
   */
  static SafetensorsHeader parse(String text, long dataBytes) {
    Json json = new Json(text);
    Map<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    json.object(key -> {
      if (key.equals("__metadata__")) {
        json.object(name -> metadata.put(name, json.string()));
      } else {
        entries.add(entry(key, json));
      }
    });
    json.end();
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long filled = 0;
    for (Entry entry : entries) {
      Check.that(
          entry.begin == filled,
          "tensor " + Json.shorten(entry.name) + " begins at byte " + entry.begin
              + " of the data; it must begin where the one before it ends, at " + filled);
      filled = entry.end;
    }
    Check.that(
        filled == dataBytes,
        "the header describes " + filled + " bytes of data but the file has " + dataBytes
            + "; it was cut short or changed: write or copy it again");
    return new SafetensorsHeader(metadata, entries);
  }

  private static Entry entry(String name, Json json) {
    List<TensorType> types = new ArrayList<>();
    Map<String, List<Long>> lists = new HashMap<>();
    json.object(key -> {
      switch (key) {
        case "dtype" -> types.add(TensorType.named(name, json.string()));
        case "shape", "data_offsets" -> lists.put(key, json.integers());
        default -> throw json.unreadable("only dtype, shape and data_offsets in a tensor");
      }
    });
    List<Long> shape = lists.get("shape");
    List<Long> offsets = lists.get("data_offsets");
    String tensor = "tensor " + Json.shorten(name);
    Check.that(
        !types.isEmpty() && shape != null && offsets != null && offsets.size() == 2,
        tensor + " needs a dtype, a shape and two data_offsets; write the file again");
    Check.that(
        shape.size() <= MOST_DIMENSIONS,
        tensor + " has " + shape.size() + " dimensions; the most is " + MOST_DIMENSIONS);
    long count = 1;
    for (long size : shape) {
      Check.that(
          size > 0 && count <= MOST_ELEMENTS / size,
          tensor + " has shape " + shape + "; it must have 1 to " + MOST_ELEMENTS + " elements");
      count *= size;
    }
    long bytes = offsets.get(1) - offsets.get(0);
    TensorType type = types.get(0);
    Check.that(
        bytes == count * type.width,
        tensor + " has data_offsets " + offsets + ", but " + type + " of shape " + shape + " takes "
            + count * type.width + " bytes; write the file again");
    int[] sizes = shape.stream().mapToInt(Math::toIntExact).toArray();
    return new Entry(name, type, sizes, offsets.get(0), offsets.get(1));
  }

  /** The header's text, padded so that the data after it begins at a multiple of 8 bytes. */
  static String print(Map<String, String> metadata, Map<String, Safetensors.Tensor> tensors) {
    List<String> fields = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    new TreeMap<>(metadata)
        .forEach((name, text) -> texts.add(Json.quote(name) + ":" + Json.quote(text)));
    fields.add("\"__metadata__\":{" + String.join(",", texts) + "}");
    long begin = 0;
    for (Map.Entry<String, Safetensors.Tensor> tensor : new TreeMap<>(tensors).entrySet()) {
      long end = begin + 4L * tensor.getValue().values().length;
      String shape = Arrays.toString(tensor.getValue().shape()).replace(" ", "");
      fields.add(Json.quote(tensor.getKey()) + ":{\"dtype\":\"F32\",\"shape\":" + shape
          + ",\"data_offsets\":[" + begin + "," + end + "]}");
      begin = end;
    }
    String text = "{" + String.join(",", fields) + "}";
    return text + " ".repeat((8 - text.length() % 8) % 8);
  }
}
