package dev.foresight;

/** Refuses bad input with a message that names the field, the value and the remedy. */
final class Check {
  private Check() {}

  static int atLeast(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be at least " + least);
    }
    return value;
  }

  static float finite(String field, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be finite");
    }
    return value;
  }

  static int within(String field, int value, int low, int high) {
    that(
        value >= low && value <= high,
        field + " is " + value + "; it must be between " + low + " and " + high);
    return value;
  }

  static float within(String field, float value, float low, float high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          field + " is " + value + "; it must be between " + low + " and " + high);
    }
    return value;
  }

  static void finite(String field, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            field + "[" + i + "] is " + values[i] + "; every value must be finite");
      }
    }
  }

  static void length(String field, int length, int expected, String what) {
    if (length != expected) {
      throw new IllegalArgumentException(
          field + " has length " + length + "; " + what + " has " + expected);
    }
  }

  static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
