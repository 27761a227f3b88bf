package dev.foresight;

import dev.foresight.compute.Check;
import dev.foresight.engine.EngineSpec;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Plans on another thread, one plan at a time: asked for, made, taken. Whoever asks is never kept
 * waiting, but by {@link #settle}.
 */
final class BackgroundPlans implements Runnable {
  private enum Phase {
    IDLE,
    ASKED,
    PLANNING,
    DONE
  }

  private final Planner planner;
  private final Executor executor;
  private final LongSupplier clock;
  private final float[] state;
  private final float[][] ahead;
  private Phase phase = Phase.IDLE;
  private int steps;
  private int moves;
  private Duration deadline;
  private long asked;
  private long nanos;
  private long taken;
  private Plan plan;
  private Throwable failure;

  BackgroundPlans(Planner planner, Executor executor, LongSupplier clock) {
    EngineSpec spec = planner.spec;
    this.planner = planner;
    this.executor = executor;
    this.clock = clock;
    state = new float[spec.stateSize()];
    ahead = new float[planner.horizon()][spec.actions().size()];
  }

  /** Whether a plan can be asked for. */
  synchronized boolean idle() {
    return phase == Phase.IDLE;
  }

  /** The action that will be carried out so many steps from now, to be set before asking. */
  void expectAction(int step, float[] action) {
    System.arraycopy(action, 0, ahead[step], 0, action.length);
  }

  /**
   * Asks for a plan, where {@link #idle}.
   *
   * @param now the state now
   * @param steps the plan begins that many steps from now, with the state that the model expects then
   * @param moves how many steps the planner's last plan is to be moved on beyond one
   * @param deadline for the planning, or null for none
   */
  void ask(float[] now, int steps, int moves, Duration deadline) {
    System.arraycopy(now, 0, state, 0, state.length);
    this.steps = steps;
    this.moves = moves;
    this.deadline = deadline;
    asked = clock.getAsLong();
    enter(Phase.ASKED);
    try {
      executor.execute(this);
    } catch (RuntimeException e) {
      enter(Phase.IDLE);
      throw e;
    }
  }

  private synchronized void enter(Phase next) {
    phase = next;
    notifyAll();
  }

  private synchronized boolean begins() {
    boolean mine = phase == Phase.ASKED;
    phase = mine ? Phase.PLANNING : phase;
    return mine;
  }

  @Override
  public void run() {
    if (begins()) {
      plan = null;
      failure = null;
      try {
        plan = makePlan();
      } catch (RuntimeException | Error e) {
        failure = e; // thrown where the plan is taken
      }
      nanos = clock.getAsLong() - asked;
      enter(Phase.DONE);
    }
  }

  private Plan makePlan() {
    for (int i = 0; i < moves; i++) {
      planner.moveOn();
    }
    float[] expected = state;
    for (int i = 0; i < steps; i++) {
      expected = planner.spec.model().dynamics().expect(expected, ahead[i]);
      Check.finite("the state that the model expects " + (i + 1) + " steps ahead", expected);
    }
    if (steps > 0) {
      planner.executed(0, ahead[steps - 1]);
    }
    return deadline == null ? planner.plan(expected) : planner.plan(expected, deadline);
  }

  /**
   * The plan that was made, once; null if there is none.
   *
   * @throws RuntimeException what ended the planning, as an Error does
   */
  synchronized Plan take() {
    if (phase != Phase.DONE) {
      return null;
    }
    enter(Phase.IDLE);
    taken = nanos;
    if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw (RuntimeException) failure;
    }
    return plan;
  }

  /** From asking for the plan that was taken last to its end. */
  long nanos() {
    return taken;
  }

  /** Waits for the plan that was asked for. */
  synchronized void settle() {
    boolean interrupted = false;
    while (phase == Phase.ASKED || phase == Phase.PLANNING) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes back what was asked for and has not begun, and waits for what has. */
  void stop() {
    synchronized (this) {
      if (phase == Phase.ASKED) {
        phase = Phase.IDLE;
      }
    }
    settle();
  }
}
