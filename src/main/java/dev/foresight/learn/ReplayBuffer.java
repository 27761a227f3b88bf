package dev.foresight.learn;

import dev.foresight.compute.Check;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The last transitions seen, up to a fixed number; a new one takes the place of the oldest. Memory
 * is taken as it fills. From one thread at a time.
 *
 * <p>Transitions are read by an index from 0, the oldest, to {@link #size()} - 1, the newest.
 */
public final class ReplayBuffer {
  private final int stateSize;
  private final int actionSize;
  private final int capacity;
  private float[] states = {};
  private float[] actions = {};
  private float[] rewards = {};
  private float[] nexts = {};
  private boolean[] terminated = {};
  private boolean[] truncated = {};
  private long added;

  /**
   * An empty buffer.
   *
   * @param stateSize S
   * @param actionSize A
   * @param capacity transitions kept
   */
  public ReplayBuffer(int stateSize, int actionSize, int capacity) {
    Check.atLeast("state size", stateSize, 1);
    Check.atLeast("action size", actionSize, 1);
    Check.atLeast("capacity", capacity, 1);
    Check.that(
        (long) Math.max(stateSize, actionSize) * capacity <= Integer.MAX_VALUE - 8,
        "capacity is " + capacity + "; the states do not fit into one array, lower it");
    this.stateSize = stateSize;
    this.actionSize = actionSize;
    this.capacity = capacity;
  }

  /** Adds a transition that no episode was cut off after, see the other {@code add}. */
  public void add(float[] state, float[] action, float reward, float[] next, boolean terminated) {
    add(state, action, reward, next, terminated, false);
  }

  /**
   * Adds a transition; the arrays are copied. Those of an episode are to be added in their order, so
   * that {@link #followed} can tell what came next.
   *
   * @param state length S, finite
   * @param action length A, finite
   * @param next length S, finite
   * @param terminated whether the task ended here
   * @param truncated whether the episode was cut off here, though the task did not end
   */
  public void add(
      float[] state,
      float[] action,
      float reward,
      float[] next,
      boolean terminated,
      boolean truncated) {
    Check.length("state", state.length, stateSize, "the buffer's state");
    Check.length("action", action.length, actionSize, "the buffer's action");
    Check.length("next", next.length, stateSize, "the buffer's state");
    Check.finite("state", state);
    Check.finite("action", action);
    Check.finite("next", next);
    Check.that(Float.isFinite(reward), "reward is " + reward + "; it must be finite");
    int at = (int) (added % capacity);
    grow(at);
    System.arraycopy(state, 0, states, at * stateSize, stateSize);
    System.arraycopy(action, 0, actions, at * actionSize, actionSize);
    System.arraycopy(next, 0, nexts, at * stateSize, stateSize);
    rewards[at] = reward;
    this.terminated[at] = terminated;
    this.truncated[at] = truncated;
    added++;
  }

  private void grow(int at) {
    if (at == rewards.length) {
      int room = (int) Math.min(capacity, Math.max(256L, 2L * at));
      states = Arrays.copyOf(states, room * stateSize);
      actions = Arrays.copyOf(actions, room * actionSize);
      nexts = Arrays.copyOf(nexts, room * stateSize);
      rewards = Arrays.copyOf(rewards, room);
      terminated = Arrays.copyOf(terminated, room);
      truncated = Arrays.copyOf(truncated, room);
    }
  }

  /** S. */
  public int stateSize() {
    return stateSize;
  }

  /** A. */
  public int actionSize() {
    return actionSize;
  }

  /** The transitions there is room for. */
  public int capacity() {
    return capacity;
  }

  /** The transitions there are. */
  public int size() {
    return (int) Math.min(added, capacity);
  }

  /** The transitions ever added. */
  public long added() {
    return added;
  }

  /** The number of each transition, counted as they were added, from 0. */
  long[] numbers() {
    return LongStream.range(added - size(), added).toArray();
  }

  /** A copy of the state that a transition began in, length S. */
  public float[] state(int index) {
    int at = slot(index) * stateSize;
    return Arrays.copyOfRange(states, at, at + stateSize);
  }

  /** A copy of the action taken, length A. */
  public float[] action(int index) {
    int at = slot(index) * actionSize;
    return Arrays.copyOfRange(actions, at, at + actionSize);
  }

  /** A copy of the state that followed, length S. */
  public float[] next(int index) {
    int at = slot(index) * stateSize;
    return Arrays.copyOfRange(nexts, at, at + stateSize);
  }

  /** The reward earned. */
  public float reward(int index) {
    return rewards[slot(index)];
  }

  /** Whether the task ended with this transition. */
  public boolean terminated(int index) {
    return terminated[slot(index)];
  }

  /**
   * Whether the transition at {@code index + 1} is the next one of the same episode: there is one, the
   * episode did not end between the two, and it begins in the state that this one led to.
   */
  public boolean followed(int index) {
    int at = slot(index);
    if (index + 1 >= size() || terminated[at] || truncated[at]) {
      return false;
    }
    int from = at * stateSize;
    int to = slot(index + 1) * stateSize;
    return Arrays.equals(nexts, from, from + stateSize, states, to, to + stateSize);
  }

  private int slot(int index) {
    Objects.checkIndex(index, size());
    return (int) ((added - size() + index) % capacity);
  }
}
