package dev.foresight.cli;

import dev.foresight.env.Environments;
import java.util.Iterator;

/** The environments that a command can be given. */
final class EnvironmentNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Environments.names().iterator();
  }
}
