package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Constraint;
import dev.foresight.Device;
import dev.foresight.Expr;
import dev.foresight.ModelFile;
import dev.foresight.Plan;
import dev.foresight.Planner;
import dev.foresight.Task;
import dev.foresight.WorldModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Plans once from a state, through the model in a file.",
    footer = {
      "",
      "Examples:",
      "  foresight plan --model model.safetensors --state 0,0,3.14,0",
      "  foresight plan --model model.safetensors --state 0,0,3.14,0 --risk cvar:0.1 --rate 0.1"
    })
final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "A safetensors file with an ensemble, such as a demo leaves.")
  private Path model;

  @Option(
      names = "--state",
      required = true,
      split = ",",
      paramLabel = "X",
      description = "The state now, one number for each of its elements.")
  private float[] state;

  @Option(
      names = "--reward",
      paramLabel = "FORMULA",
      description = "Reward of a step, such as 'cos(next(1)) - 0.01 * (action(0) * action(0))'."
          + " Default: the file's.")
  private String reward;

  @Option(
      names = "--low",
      split = ",",
      paramLabel = "X",
      description = "Least value of each action. Default: the file's.")
  private float[] low;

  @Option(
      names = "--high",
      split = ",",
      paramLabel = "X",
      description = "Greatest value of each action. Default: the file's.")
  private float[] high;

  @Option(names = "--json", description = "End with one line of JSON.")
  private boolean json;

  @Mixin
  private PlannerOptions options;

  @Mixin
  private WorldOptions limits;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ModelFile file = Models.load(model);
    Task task = task(file);
    WorldModel world = limits.model(task.model(file.dynamics()));
    ActionSpace actions = limits.actions(task.actions());
    Device device = options.device();
    try (Planner planner = options.open(world, actions, device)) {
      long start = System.nanoTime();
      Plan plan = planner.plan(state);
      report(plan, world.constraint(), device, (System.nanoTime() - start) / 1e9);
      return plan.outcome() == Plan.Outcome.COMPLETE ? 0 : 1;
    }
  }

  private Task task(ModelFile file) {
    if (file.task().isEmpty() && (reward == null || low == null || high == null)) {
      throw new IllegalArgumentException(model + " names no task; give --reward, --low and --high");
    }
    Task known = file.task().orElse(null);
    Expr earned = reward == null ? known.reward() : Expr.parse(reward);
    ActionSpace actions = new ActionSpace(
        low == null ? known.actions().low() : low,
        high == null ? known.actions().high() : high);
    Expr end = known == null ? Expr.constant(0) : known.termination();
    return new Task(known == null ? "" : known.name(), actions, earned, end);
  }

  private void report(Plan plan, Constraint constraint, Device device, double seconds) {
    var out = spec.commandLine().getOut();
    out.println("action     " + Arrays.toString(plan.action()));
    out.println("score      " + plan.score());
    out.println("epistemic  " + plan.epistemic());
    out.println("aleatoric  " + plan.aleatoric());
    if (constraint.present()) {
      out.println("violation  " + plan.violation() + ", may be " + constraint.probability());
    }
    if (plan.disagreement().length > 0) {
      out.println("disagree   " + disagreement(plan.disagreement()));
    }
    out.println("outcome    " + lower(plan.outcome()) + ", " + plan.iterations() + " iterations");
    out.println(Text.of("seconds    %.3f on %s", seconds, device));
    if (json) {
      new Json()
          .with("action", plan.action())
          .with("actions", plan.actions())
          .with("score", plan.score())
          .with("epistemic", plan.epistemic())
          .with("aleatoric", plan.aleatoric())
          .with("violation", plan.violation())
          .with("disagreement", plan.disagreement())
          .with("iterations", plan.iterations())
          .with("outcome", lower(plan.outcome()))
          .with("seconds", seconds)
          .printTo(out);
    }
    out.flush();
  }

  /** The largest of the state's elements, first and at most. */
  private static String disagreement(float[][] steps) {
    int most = 0;
    for (int t = 1; t < steps.length; t++) {
      most = largest(steps[t]) > largest(steps[most]) ? t : most;
    }
    return Text.of(
        "%.3g at step 1, at most %.3g at step %d",
        largest(steps[0]), largest(steps[most]), most + 1);
  }

  private static float largest(float[] values) {
    float largest = values[0];
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static String lower(Plan.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
