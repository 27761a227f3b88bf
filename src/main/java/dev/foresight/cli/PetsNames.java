package dev.foresight.cli;

import dev.foresight.learn.PetsPresets;
import java.util.Iterator;

/** The published settings that a command can be given. */
final class PetsNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return PetsPresets.names().iterator();
  }
}
