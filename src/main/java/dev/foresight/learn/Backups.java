package dev.foresight.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a value is learned from: where it is asked for, what was earned from there on over some steps
 * of the same episode, and where it is asked for again.
 *
 * @param inputs of each row: a state, with the action taken there if actions are values' business
 * @param earned discounted rewards of the row's steps
 * @param later where the row's steps led to, as an input; some input where nothing came after
 * @param weights discount of what comes later, 0 where nothing does
 * @param numbers of the transitions that rows begin with
 */
record Backups(float[][] inputs, float[] earned, float[][] later, float[] weights, long[] numbers) {

  /**
   * Reads all transitions. Of a state and an action there is no row for the last transition of an
   * episode that was cut off, as nobody knows the action after it; sums that would go beyond it end
   * before it.
   *
   * @param actions whether inputs hold actions
   * @param steps most rewards in a sum
   */
  static Backups of(ReplayBuffer data, boolean actions, float discount, int steps) {
    List<float[]> inputs = new ArrayList<>();
    List<float[]> later = new ArrayList<>();
    int size = data.size();
    float[] earned = new float[size];
    float[] weights = new float[size];
    long[] numbers = new long[size];
    long first = data.added() - size;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double weight = 1;
      int at = i;
      int end = i + steps;
      while (at < end && !data.terminated(at) && data.followed(at)) {
        sum += weight * data.reward(at++);
        weight *= discount;
      }
      float[] asked = input(data, at, actions);
      if (at < end && (data.terminated(at) || !actions)) {
        sum += weight * data.reward(at);
        weight = data.terminated(at) ? 0 : weight * discount;
        asked = weight > 0 ? data.next(at) : asked;
      } else if (at == i) {
        continue;
      }
      int row = inputs.size();
      inputs.add(input(data, i, actions));
      later.add(asked);
      earned[row] = (float) sum;
      weights[row] = (float) weight;
      numbers[row] = first + i;
    }
    int rows = inputs.size();
    return new Backups(
        inputs.toArray(float[][]::new),
        Arrays.copyOf(earned, rows),
        later.toArray(float[][]::new),
        Arrays.copyOf(weights, rows),
        Arrays.copyOf(numbers, rows));
  }

  private static float[] input(ReplayBuffer data, int index, boolean actions) {
    return actions ? Rows.joined(data.state(index), data.action(index)) : data.state(index);
  }

  int size() {
    return inputs.length;
  }
}
