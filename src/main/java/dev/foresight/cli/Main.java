package dev.foresight.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's entry. */
@Command(
    name = "foresight",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Learns an uncertain model of a system, plans through it, acts, plans again.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done and solved, 1 failed or not solved, 2 bad usage or input.",
      "Start with: foresight demo"
    },
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      CompareCommand.class,
      CurvesCommand.class,
      FilmCommand.class,
      PlanCommand.class,
      RunCommand.class,
      ModelCommand.class,
      BenchCommand.class,
      DevicesCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @Spec
  private CommandSpec spec;

  /** Its notices would come amid the progress; each command says itself where it computes. */
  private static final Logger LIBRARY = Logger.getLogger("dev.foresight");

  Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    LIBRARY.setLevel(Level.WARNING);
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(execute(out, err, args));
  }

  /** Runs one command, printing to the given writers, and gives its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    try {
      return commandLine(out, err).execute(args);
    } catch (OutOfMemoryError e) {
      err.println("foresight: out of memory; ask for fewer plans, particles or steps, or give Java"
          + " more (JAVA_TOOL_OPTIONS=-Xmx8g)");
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Main main = new Main();
    Failures failures = new Failures(() -> main.verbose);
    return new CommandLine(main)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
