package dev.foresight.cli;

import dev.foresight.Exploration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --explore} is given. */
final class ExplorationOption implements ITypeConverter<Exploration> {
  @Override
  public Exploration convert(String text) {
    return switch (text) {
      case "greedy" -> Exploration.greedy();
      case "posterior" -> Exploration.posteriorSampling();
      default ->
        throw new TypeConversionException(
            "there is no exploration \"" + text + "\"; use greedy or posterior");
    };
  }
}
