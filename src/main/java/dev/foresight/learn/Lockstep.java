package dev.foresight.learn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs every step of every member on several threads: a member's steps in order, step t of any only
 * when step t - 2 of all is done. Threads take the work as it comes, members in turn, so they hardly
 * ever wait, and what each piece of work sees does not depend on how many they are.
 */
final class Lockstep {
  /** A member's step. */
  interface Work {
    void run(int member, int step);
  }

  private final int members;
  private final int steps;
  private final Work work;
  private final IntConsumer whenAll;
  private final AtomicInteger next = new AtomicInteger();
  private final int[] done;
  private final int[] finished = new int[2];
  private int complete;
  private boolean failed;

  private Lockstep(int members, int steps, Work work, IntConsumer whenAll) {
    this.members = members;
    this.steps = steps;
    this.work = work;
    this.whenAll = whenAll;
    done = new int[members];
  }

  /**
   * Runs it all, and returns when it is done.
   *
   * @param whenAll told of each step that all members have done, in order, by one thread at a time
   */
  static void run(int threads, int members, int steps, Work work, IntConsumer whenAll) {
    Lockstep lockstep = new Lockstep(members, steps, work, whenAll);
    Threads.run(Math.min(threads, members), lockstep::take);
  }

  private void take() {
    boolean fine = false;
    try {
      long all = (long) members * steps;
      for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
        int step = i / members;
        int member = i % members;
        if (!await(member, step)) {
          return;
        }
        work.run(member, step);
        finish(member, step);
      }
      fine = true;
    } finally {
      if (!fine) {
        fail();
      }
    }
  }

  private synchronized boolean await(int member, int step) {
    boolean interrupted = false;
    while (!failed && !(done[member] == step && complete >= step - 1)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // an epoch is carried out to its end; the caller looks at the status
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !failed;
  }

  private synchronized void finish(int member, int step) {
    done[member]++;
    finished[step & 1]++;
    if (finished[step & 1] == members) {
      finished[step & 1] = 0;
      whenAll.accept(step);
      complete++;
    }
    notifyAll();
  }

  private synchronized void fail() {
    failed = true;
    notifyAll();
  }
}
