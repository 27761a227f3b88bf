package dev.foresight.cli;

import dev.foresight.Risk;
import dev.foresight.Uncertainty;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --risk} is given. */
final class RiskOption implements ITypeConverter<Risk> {
  @Override
  public Risk convert(String text) {
    int colon = text.indexOf(':');
    try {
      return colon < 0
          ? plain(text)
          : of(text.substring(0, colon), Float.parseFloat(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw unknown(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Risk plain(String name) {
    return switch (name) {
      case "mean" -> Risk.mean();
      case "worst" -> Risk.worst();
      default -> throw unknown(name);
    };
  }

  private static Risk of(String name, float number) {
    return switch (name) {
      case "var" -> Risk.var(number);
      case "cvar" -> Risk.cvar(number);
      case "entropic" -> Risk.entropic(number);
      case "std" -> Risk.meanStd(number);
      case "epistemic" -> Risk.meanStd(number, Uncertainty.EPISTEMIC);
      default -> throw unknown(name + ":" + number);
    };
  }

  private static TypeConversionException unknown(String text) {
    return new TypeConversionException("there is no risk \"" + text
        + "\"; use mean, worst, var:ALPHA, cvar:ALPHA, entropic:THETA, std:KAPPA or"
        + " epistemic:KAPPA");
  }
}
