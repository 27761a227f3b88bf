package dev.foresight.cli;

import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What networks can be used as, by their sizes, and in which of the environments.
 *
 * @param single whether the file holds but one of them
 */
record NetworkUses(Path file, int inputs, int outputs, boolean single) {

  /** Adds the uses by kind, the environments whose sizes fit, and the commands for them. */
  void addTo(Facts facts) {
    List<String> commands = new ArrayList<>();
    List<String> uses = new ArrayList<>();
    if (outputs == 1) {
      add(uses, "withReward, R(state, action)", of(this::isQ));
      add(uses, "withValue, Q(state, action)", of(this::isQ));
      add(uses, "withValue, V(state)", of(this::isV));
      of(env -> whole(env) && (isQ(env) || isV(env)))
          .forEach(name -> commands.add(command(name, "--value")));
    }
    if (single) {
      add(uses, "withPolicy, state -> action", of(this::isPolicy));
      of(env -> whole(env) && isPolicy(env))
          .forEach(name -> commands.add(command(name, "--preset tdmpc2 --policy")));
    }
    list(facts, "use as", uses);
    list(facts, "use with", commands);
    facts.json().with("uses", uses).with("commands", commands);
  }

  private static void list(Facts facts, String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      facts.line(i == 0 ? label : "", texts.get(i));
    }
  }

  private static void add(List<String> uses, String how, List<String> environments) {
    String fits = environments.isEmpty() ? "" : " of " + String.join(", ", environments);
    uses.add("WorldModel." + how + fits);
  }

  private String command(String name, String option) {
    return "foresight run " + name + " " + option + " " + file;
  }

  private static List<String> of(Predicate<Environment> fits) {
    return Environments.usable().stream()
        .filter(name -> fits.test(Environments.named(name)))
        .toList();
  }

  /** Whether the true dynamics know no more than what is observed, which is all that networks are given. */
  private static boolean whole(Environment env) {
    return env.dynamics().stateSize() == env.stateSize();
  }

  private boolean isQ(Environment env) {
    return inputs == env.stateSize() + env.task().actions().size();
  }

  private boolean isV(Environment env) {
    return inputs == env.stateSize();
  }

  private boolean isPolicy(Environment env) {
    return inputs == env.stateSize() && outputs == env.task().actions().size();
  }
}
