package dev.foresight.cli;

import dev.foresight.Exploration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --explore} is given. */
final class ExplorationOption implements ITypeConverter<Exploration> {
  private static final Pattern TEXT =
      Pattern.compile("(greedy)|(posterior)|hallucinated(?::([0-9.eE+-]+))?");

  @Override
  public Exploration convert(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException("there is no exploration \"" + text
          + "\"; use greedy, posterior, hallucinated or hallucinated:BETA");
    } else if (parts.group(1) != null) {
      return Exploration.greedy();
    } else if (parts.group(2) != null) {
      return Exploration.posteriorSampling();
    }
    try {
      return Exploration.hallucinated(
          parts.group(3) == null ? 1 : Float.parseFloat(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
