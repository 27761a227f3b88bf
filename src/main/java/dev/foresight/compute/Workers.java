package dev.foresight.compute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that share out the indexes of a task. Nothing is allocated per run. The calling
 * thread is worker 0 and works too.
 *
 * <p>For one caller at a time.
 */
public final class Workers implements AutoCloseable {
  /** Part of a job. */
  public interface Task {
    /**
     * Does part {@code index}, as worker {@code worker} (0 up to the number of workers): scratch memory
     * belongs to a worker.
     */
    void run(int index, int worker);
  }

  /** How long a thread spins before it sleeps: longer than the gaps within a plan, and from one plan to the next in a loop. */
  private static final long PATIENCE_NANOS = 200_000;

  private final Thread[] threads;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int job;
  private volatile boolean open;
  private volatile boolean closed;
  private Task task;
  private int count;

  /** Starts {@code workers - 1} daemon threads. */
  public Workers(int workers) {
    threads = new Thread[workers - 1];
    for (int i = 0; i < threads.length; i++) {
      int worker = i + 1;
      threads[i] = new Thread(() -> serve(worker), "foresight-" + worker);
      threads[i].setDaemon(true);
      threads[i].start();
    }
  }

  /** The number of workers, the caller among them. */
  public int size() {
    return threads.length + 1;
  }

  /**
   * Does all parts and returns when they are done.
   *
   * @throws RuntimeException the first failure of a part; the parts that had not begun are left out
   */
  public void run(int count, Task task) {
    if (count <= 0) {
      return;
    }
    this.task = task;
    this.count = count;
    next.set(0);
    failure.set(null);
    boolean shared = count > 1 && threads.length > 0;
    if (shared) {
      open = true;
      job++;
      for (Thread thread : threads) {
        LockSupport.unpark(thread);
      }
    }
    work(0);
    // A worker that has not come in by now finds the door shut: nobody waits for a sleeper.
    open = false;
    if (shared) {
      awaitOthers();
    }
    rethrow(failure.get());
  }

  private void awaitOthers() {
    long since = System.nanoTime();
    while (inside.get() > 0) {
      if (isPatient(since)) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private static boolean isPatient(long since) {
    return System.nanoTime() - since < PATIENCE_NANOS;
  }

  private static void rethrow(Throwable problem) {
    if (problem instanceof RuntimeException exception) {
      throw exception;
    } else if (problem instanceof Error error) {
      throw error;
    }
  }

  private void serve(int worker) {
    int seen = 0;
    while (true) {
      long since = System.nanoTime();
      while (job == seen && !closed) {
        if (isPatient(since)) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = job;
      inside.incrementAndGet();
      if (open) {
        work(worker);
      }
      inside.decrementAndGet();
    }
  }

  private void work(int worker) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.run(i, worker);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      next.set(count);
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
