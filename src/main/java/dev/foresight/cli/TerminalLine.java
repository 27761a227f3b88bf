package dev.foresight.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal that a progress bar is drawn on.
 *
 * <p>The bar's own consumer goes through JLine, which resets the process's signal handlers: Ctrl-C
 * would end it at once, with its files as they are.
 */
final class TerminalLine implements ProgressBarConsumer {
  private static final int USUAL_WIDTH = 80;

  private final PrintStream out;
  private final int width;
  private boolean finished;

  TerminalLine(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /** The width of this process's terminal, or the usual one where it cannot be found out. */
  static int terminalWidth() {
    try {
      Process stty = new ProcessBuilder("stty", "size")
          .redirectInput(ProcessBuilder.Redirect.INHERIT)
          .start();
      try (BufferedReader answer = stty.inputReader()) {
        String line = answer.readLine();
        boolean known = stty.waitFor(1, TimeUnit.SECONDS) && line != null;
        int columns = known ? Integer.parseInt(line.strip().split(" ")[1]) : 0;
        return columns > 0 ? columns : USUAL_WIDTH;
      }
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_WIDTH;
    }
  }

  @Override
  public int getMaxRenderedLength() {
    return width - 1;
  }

  @Override
  public synchronized void accept(String line) {
    if (!finished) {
      out.print("\r" + line);
      out.flush();
    }
  }

  /** Wipes the line; what the bar's own thread still has to say is not heard. */
  synchronized void finish() {
    finished = true;
    out.print("\r" + " ".repeat(width - 1) + "\r");
    out.flush();
  }

  /** Called by the bar's thread at a time of its own; see {@link #finish()}. */
  @Override
  public void close() {
    out.flush();
  }
}
