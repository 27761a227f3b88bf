package dev.foresight.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a job come to an orderly end when the process is told to stop (Ctrl-C, SIGTERM): asks it to
 * stop and keeps the process alive until {@link #close()}, for a while.
 */
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean raised;

  Interrupt(Runnable stop) {
    hook = new Thread(() -> raise(stop), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void raise(Runnable stop) {
    raised = true;
    stop.run();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is left to be done before the process may end. */
  @Override
  public void close() {
    done.countDown();
    if (!raised) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process began to stop in this very moment; the hook finds the job done.
        raised = true;
      }
    }
  }
}
