package dev.foresight.cli;

import dev.foresight.Noise;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --noise} is given. */
final class NoiseOption implements ITypeConverter<Noise> {
  @Override
  public Noise convert(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String number = colon < 0 ? null : text.substring(colon + 1);
    try {
      if (kind.equals("white") && number == null) {
        return Noise.white();
      } else if (kind.equals("coloured") && number != null) {
        return Noise.coloured(Float.parseFloat(number));
      } else if (kind.equals("spline") && number != null) {
        return Noise.spline(Integer.parseInt(number));
      }
    } catch (NumberFormatException e) {
      throw unknown(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
    throw unknown(text);
  }

  private static TypeConversionException unknown(String text) {
    return new TypeConversionException(
        "there is no noise \"" + text + "\"; use white, coloured:BETA or spline:KNOTS");
  }
}
