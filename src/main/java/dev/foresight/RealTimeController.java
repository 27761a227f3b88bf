package dev.foresight;

import dev.foresight.compute.Check;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Model predictive control that never waits: the next plan is made in the background while the last
 * one is carried out.
 *
 * <pre>{@code
 * planner.warmUp();
 * try (RealTimeController controller = Controller.realTime(planner, Duration.ofMillis(20))) {
 *   controller.begin(robot.state());
 *   while (running) {                                  // every 20 ms
 *     robot.apply(controller.act(robot.state()));
 *   }
 * }
 * }</pre>
 *
 * <p>Each call of {@link #act} is one step. A plan is asked for at one step and begins at a later one:
 * at the next, or as many steps on as the slowest of the last 16 plans took. It is made from the state
 * that the model {@linkplain Dynamics#expect expects} there, after the actions that will be carried out
 * until then, and its first action is the one for that step. So the delay of planning is no delay of
 * control, as far as the model is right.
 *
 * <p>A plan that comes late is used from the action on that is for the step it comes at; until then the
 * older plan goes on, and where that ends, its last action is held. Use a controller from one thread,
 * and leave the planner to it until it is closed.
 */
public final class RealTimeController implements AutoCloseable {
  private final Planner planner;
  private final Duration deadline;
  private final ExecutorService own;
  private final BackgroundPlans background;
  private final Latencies latencies;
  private final float[] middle;
  private long step;
  private Plan current;
  private long currentStart;
  private Plan next;
  private long askedStart = -1;
  private int age;
  private int late;
  private int held;
  private boolean closed;

  private RealTimeController(Builder builder) {
    planner = builder.planner;
    deadline = builder.deadline;
    own = builder.executor == null ? Executors.newSingleThreadExecutor(Builder::thread) : null;
    Executor executor = own == null ? builder.executor : own;
    background = new BackgroundPlans(planner, executor, builder.clock);
    long period = builder.period.toNanos();
    latencies = new Latencies(period, planner.horizon() - 1, deadline.toNanos());
    middle = middle(planner.spec.actions());
  }

  private static float[] middle(ActionSpace space) {
    float[] middle = space.low();
    float[] high = space.high();
    for (int i = 0; i < middle.length; i++) {
      middle[i] += (high[i] - middle[i]) / 2;
    }
    return middle;
  }

  /**
   * More choices: the deadline, the thread.
   *
   * @param planner plans for one problem; stays the caller's to close, after the controller
   * @param period from one action to the next
   */
  public static Builder builder(Planner planner, Duration period) {
    return new Builder(planner, period);
  }

  /** What a controller can be made with besides a planner and a period. */
  public static final class Builder {
    private final Planner planner;
    private final Duration period;
    private Duration deadline;
    private Executor executor;
    private LongSupplier clock = System::nanoTime;

    private Builder(Planner planner, Duration period) {
      this.planner = Objects.requireNonNull(planner, "planner");
      this.period = positive("period", period);
      Check.length("planner problems", planner.problems(), 1, "a controller");
      deadline = period.multipliedBy(4).dividedBy(5);
    }

    private static Duration positive(String name, Duration time) {
      boolean fits = !time.isNegative() && !time.isZero() && time.toDays() < 1;
      Check.that(fits, name + " is " + time + "; it must be above 0 and below a day");
      return time;
    }

    /**
     * The time for making a plan. Without this, four fifths of the period: the rest is for the
     * threads. It may be longer than the period: planning is then so many steps ahead.
     */
    public Builder deadline(Duration deadline) {
      this.deadline = positive("deadline", deadline);
      return this;
    }

    /** Where plans are made, one at a time; without this, on a thread of the controller's own. */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** Nanoseconds that latency is measured by; without this, {@link System#nanoTime}. */
    public Builder clock(LongSupplier clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Makes the controller; nothing is planned yet. */
    public RealTimeController build() {
      return new RealTimeController(this);
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "foresight-planner");
      thread.setDaemon(true);
      return thread;
    }
  }

  /**
   * Plans for the step that comes next and waits for it, without a deadline: so that the first {@link
   * #act} has a plan. Without it, the middle of the action space is the action until there is one.
   *
   * @param state length S, finite
   */
  public void begin(float[] state) {
    accept(state);
    background.stop();
    collect();
    background.ask(state, 0, moves(step), null);
    askedStart = step;
    background.settle();
    collect();
  }

  /**
   * The action for this step, at once, from the newest plan that is there; and has the plan for a step
   * to come made.
   *
   * @param state now, length S, finite
   * @return length A
   * @throws RuntimeException what ended the making of the last plan; the next call asks for another
   */
  public float[] act(float[] state) {
    accept(state);
    long now = step++;
    if (collect()) {
      latencies.add(background.nanos());
    }
    if (next != null && askedStart <= now) {
      current = next;
      currentStart = askedStart;
      next = null;
    }
    boolean idle = background.idle();
    late += !idle && askedStart <= now ? 1 : 0;
    age = current == null ? 0 : (int) (now - currentStart);
    held += age >= planner.horizon() ? 1 : 0;
    float[] action = actionAt(now).clone();
    if (idle && next == null) {
      ask(state, now);
    }
    return action;
  }

  private void ask(float[] state, long now) {
    int lead = latencies.steps();
    for (int i = 0; i < lead; i++) {
      background.expectAction(i, actionAt(now + i));
    }
    background.ask(state, lead, moves(now + lead), deadline);
    askedStart = now + lead;
  }

  /** How far the planner's last plan is behind one that begins at a step, beyond a single step. */
  private int moves(long start) {
    long steps = Math.min(planner.horizon(), start - askedStart);
    return askedStart < 0 ? 0 : (int) Math.max(0, steps - 1);
  }

  private float[] actionAt(long at) {
    Plan plan = next != null && askedStart <= at ? next : current;
    if (plan == null) {
      return middle;
    }
    long start = plan == next ? askedStart : currentStart;
    return plan.actions()[(int) Math.min(at - start, plan.actions().length - 1)];
  }

  /** Takes the plan that was made since; whether there is one. */
  private boolean collect() {
    Plan made = background.take();
    next = made == null ? next : made;
    return made != null;
  }

  private void accept(float[] state) {
    if (closed) {
      throw new IllegalStateException("the controller is closed; create another one");
    }
    Check.length("state", state.length, planner.spec.stateSize(), "the model's state");
    Check.finite("state", state);
  }

  /** The plan that the last action came from; null if there was none. */
  public Plan lastPlan() {
    return current;
  }

  /**
   * Which of its plan's actions the last action was, from 0, had the plan been long enough; from H on,
   * the plan's last action is held.
   */
  public int age() {
    return age;
  }

  /** At how many steps since the last reset the plan for them was not there in time. */
  public int late() {
    return late;
  }

  /** At how many steps since the last reset a plan's last action was held after its end. */
  public int held() {
    return held;
  }

  /** How many steps ahead the next plan will be made. */
  public int lead() {
    return latencies.steps();
  }

  /** From asking for the newest plan to having it; zero before there is one. */
  public Duration latency() {
    return Duration.ofNanos(background.nanos());
  }

  /** Forgets all plans, as at the start of an episode, and counts anew. Waits for a plan being made. */
  public void reset() {
    background.stop();
    current = null;
    next = null;
    askedStart = -1;
    step = 0;
    age = 0;
    late = 0;
    held = 0;
    planner.reset();
    collect();
    next = null;
  }

  /** Ends the controller and its thread. Waits for a plan being made. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      background.stop();
      if (own != null) {
        own.shutdown();
      }
      collect();
    }
  }
}
