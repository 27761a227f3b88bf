package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Device;
import dev.foresight.Planner;
import dev.foresight.PlannerBuilder;
import dev.foresight.WorldModel;
import dev.foresight.env.Environment;
import dev.foresight.env.Environments;
import dev.foresight.env.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Controls an environment for one episode, with a saved model or the true one.",
    footer = {
      "",
      "Examples:",
      "  foresight run pendulum --preset icem --backend opencl",
      "  foresight run pendulum --preset icem --real-time 20 --plot pictures",
      "  foresight run cartpole --preset icem --keep 0:-1:1 --rate 0.5",
      "  foresight run cartpole --model model.safetensors --risk cvar:0.1"
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ENV",
      description = "${COMPLETION-CANDIDATES}.",
      completionCandidates = EnvironmentNames.class)
  private String name;

  @Option(
      names = "--model",
      paramLabel = "FILE|true",
      description = "A safetensors file, or \"true\" for the environment's own equations. Default:"
          + " ${DEFAULT-VALUE}.",
      defaultValue = "true")
  private String model;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Most steps of the episode. Default: the environment's.")
  private Integer steps;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write every iteration and every plan there, as lines of JSON.")
  private Path trace;

  @Option(
      names = "--plot",
      paramLabel = "DIR",
      description = "Draw the iterations and how long plans took, in PNG files there.")
  private Path plot;

  @Option(
      names = "--real-time",
      paramLabel = "MS",
      description = "Act every so many milliseconds, from plans made in the background meanwhile,"
          + " and tell how many came late.")
  private Double realTime;

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
    Environment env = Environments.named(name);
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("--steps is " + steps + "; it must be at least 1");
    }
    if (realTime != null && !(realTime >= 0.01 && realTime <= 60_000)) {
      throw new IllegalArgumentException(
          "--real-time is " + realTime + "; it must be from 0.01 to 60000 milliseconds");
    }
    int most = steps == null ? env.maxSteps() : Math.min(steps, env.maxSteps());
    WorldModel world = limits.model(env.task().model(Models.dynamics(model, env)));
    ActionSpace actions = limits.actions(env.task().actions());
    Device device = options.device();
    try (Trace lines = Trace.to(trace)) {
      Recording recording = new Recording(lines, plot != null, world.constraint());
      PlannerBuilder builder = options.builder(world, actions, device);
      if (trace != null || plot != null) {
        builder.listener(recording);
      }
      try (Planner planner = builder.build()) {
        BackendOption.say(spec.commandLine().getErr(), device);
        try (Pilot pilot = pilot(planner, recording)) {
          episode(env, pilot, most, recording);
        }
      }
      recording.end();
      if (plot != null) {
        TracePictures.save(recording, plot);
      }
    }
    return 0;
  }

  private Pilot pilot(Planner planner, Recording recording) {
    return realTime == null
        ? Pilot.waiting(planner, recording)
        : new RealTimePilot(planner, realTime, recording);
  }

  private void episode(Environment env, Pilot pilot, int most, Recording recording) {
    PrintWriter out = spec.commandLine().getOut();
    float[] state = env.reset(options.seed());
    pilot.begin(from(env, state));
    long start = System.nanoTime();
    double sum = 0;
    int done = 0;
    for (boolean over = false; !over && done < most; done++) {
      float[] action = pilot.act(from(env, state));
      Step step = env.step(action);
      recording.stepped(state, action, step);
      state = step.observation();
      sum += step.reward();
      over = step.terminated() || step.truncated();
      if ((done + 1) % 50 == 0) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Text.of("step %d of %d, return %.2f", done + 1, most, sum));
        err.flush();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.println(Text.of(
        "return %.2f after %d steps in %.2f s (%.1f plans/s); %s%s",
        sum, done, seconds, done / seconds, recording.summary(), pilot.summary()));
    if (json) {
      Json line = new Json().with("return", sum).with("steps", done).with("seconds", seconds);
      pilot.putInto(recording.putInto(line)).printTo(out);
    }
    out.flush();
  }

  /** Where plans begin: the true dynamics may take more than is observed. */
  private float[] from(Environment env, float[] observation) {
    return Models.isTrue(model) ? env.state() : observation;
  }
}
