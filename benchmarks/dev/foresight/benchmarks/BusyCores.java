package dev.foresight.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Keeps every core busy until it is ended, with one thread for each that spins. */
final class BusyCores {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  BusyCores() {
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      Thread thread = new Thread(this::spin, "busy-" + core);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void spin() {
    while (!over) {
      Thread.onSpinWait();
    }
  }

  void end() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
