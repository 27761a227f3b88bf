package dev.foresight.cli;

import dev.foresight.Ensemble;
import dev.foresight.ModelFile;
import dev.foresight.Propagation;
import dev.foresight.Task;
import dev.foresight.env.Environments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What there is to say of an ensemble and its task. */
final class EnsembleFacts {
  private EnsembleFacts() {}

  static Facts of(Path file, ModelFile model) {
    Ensemble ensemble = model.dynamics();
    Facts facts = new Facts()
        .with("file", file.toString())
        .with("kind", "ensemble")
        .with("members", ensemble.members().size())
        .with("states", ensemble.stateSize())
        .with("actions", ensemble.actionSize());
    NetworkFacts.add(facts, ensemble.members());
    addInput(facts, ensemble);
    addOutput(facts, ensemble);
    addTask(facts, model.task().orElse(null));
    List<String> fit = Arrays.stream(Propagation.values())
        .filter(propagation -> propagation.fits(ensemble))
        .map(Enum::name)
        .toList();
    String futures = ensemble.stochastic() ? "" : "; all the same, as nothing is uncertain";
    facts.with("propagation", String.join(", ", fit) + futures, "propagations", fit);
    List<String> commands = commands(file, model);
    facts.with("use with", commands.get(0), "commands", commands);
    commands.stream().skip(1).forEach(command -> facts.line("", command));
    return facts;
  }

  private static void addInput(Facts facts, Ensemble ensemble) {
    boolean plain = ensemble
        .features()
        .equals(Ensemble.plainFeatures(ensemble.stateSize(), ensemble.actionSize()));
    List<String> features = ensemble.features().stream().map(Object::toString).toList();
    String text = plain ? "the state, then the action" : String.join("; ", features);
    float[] mean = ensemble.inputMean();
    float[] std = ensemble.inputStd();
    Map<String, Object> normaliser = new LinkedHashMap<>();
    normaliser.put("mean", mean);
    normaliser.put("std", std);
    facts
        .with("features", text, "features", features)
        .with(
            "normaliser", "mean " + range(mean) + ", std " + range(std), "normaliser", normaliser);
  }

  private static void addOutput(Facts facts, Ensemble ensemble) {
    boolean[] delta = ensemble.delta();
    List<String> values = IntStream.range(0, delta.length)
        .filter(i -> !delta[i])
        .mapToObj(i -> "state(" + i + ")")
        .toList();
    String predicted = values.isEmpty()
        ? "the change of each state"
        : values.size() == delta.length
            ? "the next state itself"
            : "the change of each state, but the value of " + String.join(", ", values);
    facts.with("predicts", predicted, "delta", delta);
    float[] least = ensemble.minLogVariance();
    float[] most = ensemble.maxLogVariance();
    if (ensemble.gaussian()) {
      Map<String, Object> limits = new LinkedHashMap<>();
      limits.put("min", least);
      limits.put("max", most);
      String text = "at least " + range(least) + ", at most " + range(most);
      facts.with("log-variance", text, "logVariance", limits);
    } else {
      facts.with("log-variance", "none: the networks give means alone", "logVariance", null);
    }
  }

  private static void addTask(Facts facts, Task task) {
    if (task == null) {
      facts.with("task", "none: plan with --reward, --low and --high", "task", null);
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", task.name());
    fields.put("reward", task.reward().toString());
    fields.put("termination", task.termination().toString());
    fields.put("low", task.actions().low());
    fields.put("high", task.actions().high());
    facts
        .with("environment", task.name(), "task", fields)
        .line("reward", task.reward().toString())
        .line("ends where", task.termination().toString())
        .line(
            "action box",
            Arrays.toString(task.actions().low()) + " to "
                + Arrays.toString(task.actions().high()));
  }

  private static List<String> commands(Path file, ModelFile model) {
    Ensemble ensemble = model.dynamics();
    int states = ensemble.stateSize();
    String state = String.join(",", Collections.nCopies(states, "0"));
    String plan = "foresight plan --model " + file + " --state " + state;
    String task = " --reward FORMULA --low X --high X";
    if (model.task().isEmpty()) {
      return List.of(plan + task);
    }
    String name = model.task().get().name();
    boolean known = Environments.usable().contains(name)
        && Environments.named(name).stateSize() == states
        && Environments.named(name).task().actions().size() == ensemble.actionSize();
    return known ? List.of(plan, "foresight run " + name + " --model " + file) : List.of(plan);
  }

  /** The least and the greatest of some numbers; one where they are the same. */
  private static String range(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return least == most ? Text.of("%.3g", least) : Text.of("%.3g to %.3g", least, most);
  }
}
