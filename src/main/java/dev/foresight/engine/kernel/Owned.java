package dev.foresight.engine.kernel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The handles that one {@link Gpu} has made. Each is released once: by its own close or, those made
 * last first, by {@link #close}. A release that fails does not keep the others from being released.
 */
public final class Owned implements AutoCloseable {
  private final Deque<Handle> open = new ArrayDeque<>();
  private boolean closed;

  /**
   * Notes a handle down.
   *
   * @param name as a message would say it
   * @param release is run once
   */
  public Handle add(String name, Runnable release) {
    check();
    Handle handle = new Handle(this, name, release);
    open.push(handle);
    return handle;
  }

  /** Throws if this was closed. */
  public void check() {
    if (closed) {
      throw new IllegalStateException("the engine is closed; open another");
    }
  }

  /** How many handles are open. */
  public int size() {
    return open.size();
  }

  @Override
  public void close() {
    closed = true;
    RuntimeException failure = null;
    while (!open.isEmpty()) {
      try {
        open.peek().close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Something to be released once. */
  public static final class Handle implements AutoCloseable {
    private final Owned owner;
    private final String name;
    private final Runnable release;
    private boolean released;

    private Handle(Owned owner, String name, Runnable release) {
      this.owner = owner;
      this.name = name;
      this.release = release;
    }

    /** Throws if this was released. */
    public void check() {
      if (released) {
        throw new IllegalStateException(name + " was closed before; nothing can be done with it");
      }
    }

    @Override
    public void close() {
      if (!released) {
        released = true;
        owner.open.remove(this);
        release.run();
      }
    }
  }
}
