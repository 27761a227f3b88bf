package dev.foresight.learn;

/** Refuses bad input; messages name the field, the value and the remedy. */
final class Check {
  private Check() {}

  static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  static void atLeast(String field, int value, int least) {
    that(value >= least, field + " is " + value + "; it must be at least " + least);
  }

  static void length(String field, int length, int expected, String what) {
    that(length == expected, field + " has length " + length + "; " + what + " has " + expected);
  }

  static void finite(String field, float[] values) {
    for (int i = 0; i < values.length; i++) {
      that(
          Float.isFinite(values[i]),
          field + "[" + i + "] is " + values[i] + "; every value must be finite");
    }
  }
}
