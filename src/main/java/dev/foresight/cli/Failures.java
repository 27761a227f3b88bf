package dev.foresight.cli;

import dev.foresight.ModelFormatException;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one line on standard error and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier verbose;

  Failures(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say(command, name + ": " + oneLine(problem.getMessage()) + " (try: " + name + " --help)");
    trace(command, problem);
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    boolean badInput = badInput(problem);
    String name = command.getCommandSpec().qualifiedName();
    String more = badInput || verbose.getAsBoolean() ? "" : " (--verbose shows where)";
    say(command, name + ": " + describe(problem) + more);
    trace(command, problem);
    return badInput ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** Whether the caller's input is to blame, not the machine or this program. */
  private static boolean badInput(Exception problem) {
    return problem instanceof IllegalArgumentException
        || problem instanceof ModelFormatException
        || problem instanceof FileSystemException
        || problem instanceof FileNotFoundException;
  }

  private static String describe(Exception problem) {
    if (problem instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    if (problem instanceof FileSystemException file) {
      String why = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
      return "cannot use " + file.getFile() + ": " + why;
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : oneLine(message);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static void say(CommandLine command, String line) {
    command.getErr().println(line);
    command.getErr().flush();
  }

  private void trace(CommandLine command, Exception problem) {
    if (verbose.getAsBoolean()) {
      problem.printStackTrace(command.getErr());
      command.getErr().flush();
    }
  }
}
