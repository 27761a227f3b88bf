package dev.foresight.engine.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that several users share: made for the first who asks, released when the last closes what it
 * got. May be used from many threads; a thing that cannot be made leaves nothing behind, and the next
 * who asks tries again.
 *
 * @param <K> equal keys mean the same thing
 * @param <V> a context, or memory on a device
 */
public final class Shared<K, V> {
  private final Map<K, Entry<V>> entries = new HashMap<>();
  private final Consumer<V> release;

  /**
   * Nothing yet.
   *
   * @param release is called once for each thing that was made, when its last user has closed
   */
  public Shared(Consumer<V> release) {
    this.release = release;
  }

  /** The thing of that key, made now if nobody has it. */
  public synchronized Lease<V> get(K key, Supplier<V> make) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      entry = new Entry<>(make.get());
      entries.put(key, entry);
    }
    entry.users++;
    return new Held<>(this, key, entry);
  }

  /** How many things there are now. */
  public synchronized int size() {
    return entries.size();
  }

  private synchronized void giveBack(K key, Held<K, V> held) {
    if (!held.closed) {
      held.closed = true;
      if (--held.entry.users == 0) {
        entries.remove(key);
        release.accept(held.entry.value);
      }
    }
  }

  /** One user's hold on a shared thing; closing it twice is once. */
  public interface Lease<V> extends AutoCloseable {
    /** The thing, until {@link #close}. */
    V value();

    @Override
    void close();
  }

  private static final class Entry<V> {
    final V value;
    int users;

    Entry(V value) {
      this.value = value;
    }
  }

  private static final class Held<K, V> implements Lease<V> {
    private final Shared<K, V> owner;
    private final K key;
    private final Entry<V> entry;
    private boolean closed;

    Held(Shared<K, V> owner, K key, Entry<V> entry) {
      this.owner = owner;
      this.key = key;
      this.entry = entry;
    }

    @Override
    public V value() {
      return entry.value;
    }

    @Override
    public void close() {
      owner.giveBack(key, this);
    }
  }
}
