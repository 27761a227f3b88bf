package dev.foresight.learn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Work shared among a few short-lived threads and the calling one. */
final class Threads {
  private Threads() {}

  /**
   * Runs the same on so many threads, the calling one among them, and returns when all are done; an
   * interruption meanwhile is kept in the thread's status. The first exception comes out.
   */
  static void run(int threads, Runnable work) {
    AtomicReference<Throwable> problem = new AtomicReference<>();
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(work, "foresight-train-" + (i + 1));
      others[i].setDaemon(true);
      others[i].setUncaughtExceptionHandler((thread, e) -> problem.compareAndSet(null, e));
      others[i].start();
    }
    try {
      work.run();
    } finally {
      join(others);
    }
    if (problem.get() instanceof Error error) {
      throw error;
    }
    if (problem.get() != null) {
      throw (RuntimeException) problem.get();
    }
  }

  private static void join(Thread[] threads) {
    boolean interrupted = false;
    for (int i = 0; i < threads.length; ) {
      try {
        threads[i].join();
        i++;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Calls {@code work} with 0 to {@code count} - 1, each once, on at most so many threads. */
  static void each(int threads, int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    run(Math.min(threads, count), () -> {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        work.accept(i);
      }
    });
  }
}
