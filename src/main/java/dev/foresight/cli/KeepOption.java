package dev.foresight.cli;

import static dev.foresight.Expr.next;

import dev.foresight.Expr;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --keep} is given, as a formula that is true where the bounds are left. */
final class KeepOption implements ITypeConverter<Expr> {
  private static final String NUMBER = "([0-9.eE+-]*)";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):" + NUMBER + ":" + NUMBER);

  @Override
  public Expr convert(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || parts.group(2).isEmpty() && parts.group(3).isEmpty()) {
      throw unreadable(text);
    }
    Expr element = next(Integer.parseInt(parts.group(1)));
    try {
      if (parts.group(2).isEmpty()) {
        return element.greaterThan(Float.parseFloat(parts.group(3)));
      } else if (parts.group(3).isEmpty()) {
        return element.lessThan(Float.parseFloat(parts.group(2)));
      }
      float low = Float.parseFloat(parts.group(2));
      float high = Float.parseFloat(parts.group(3));
      if (low > high) {
        throw new TypeConversionException(
            "\"" + text + "\": the least value is above the greatest; swap them");
      }
      return element.lessThan(low).or(element.greaterThan(high));
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static TypeConversionException unreadable(String text) {
    return new TypeConversionException("\"" + text
        + "\" is no I:LOW:HIGH; use 0:-2.4:2.4 for state(0) from -2.4 to 2.4, or leave LOW or HIGH"
        + " empty");
  }
}
