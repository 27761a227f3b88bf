package dev.foresight.compute;

/** Refuses bad input with a message that names the field, the value and the remedy. */
public final class Check {
  private Check() {}

  public static int atLeast(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be at least " + least);
    }
    return value;
  }

  public static float finite(String field, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be finite");
    }
    return value;
  }

  public static int within(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          field + " is " + value + "; it must be between " + low + " and " + high);
    }
    return value;
  }

  public static float within(String field, float value, float low, float high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          field + " is " + value + "; it must be between " + low + " and " + high);
    }
    return value;
  }

  public static void finite(String field, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            field + "[" + i + "] is " + values[i] + "; every value must be finite");
      }
    }
  }

  public static void length(String field, int length, int expected, String what) {
    if (length != expected) {
      throw new IllegalArgumentException(
          field + " has length " + length + "; " + what + " has " + expected);
    }
  }

  public static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
