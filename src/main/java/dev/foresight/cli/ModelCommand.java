package dev.foresight.cli;

import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Describes a model file: what it holds, and what it can be used with.",
    footer = {"", "Example: foresight model foresight-out/model.safetensors"})
final class ModelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A safetensors file, such as a demo leaves.")
  private Path file;

  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Facts facts = describe();
    PrintWriter out = spec.commandLine().getOut();
    facts.print(out);
    if (json) {
      facts.json().printTo(out);
    }
    out.flush();
    return 0;
  }

  private Facts describe() throws IOException {
    return switch (Models.kind(file)) {
      case "network" -> NetworkFacts.of(file, Network.load(file));
      case "scalar-ensemble" -> NetworkFacts.of(file, ScalarEnsemble.load(file));
      default -> EnsembleFacts.of(file, Models.load(file));
    };
  }
}
