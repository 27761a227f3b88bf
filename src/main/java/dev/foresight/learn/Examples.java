package dev.foresight.learn;

import dev.foresight.compute.Check;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What a network is to learn: inputs, and what belongs to each. Those read from a replay buffer keep
 * their share of held out rows from fit to fit, as the buffer fills.
 *
 * <pre>{@code
 * Examples rewards = Examples.rewards(buffer);
 * NetworkTrainer trainer = new NetworkTrainer(4, 1, TrainerConfig.pets()); // S + A inputs
 * trainer.fit(rewards, epoch -> {});
 * WorldModel model = WorldModel.of(dynamics)
 *     .withReward(new ScalarEnsemble(trainer.networks(), Reduction.mean()));
 * }</pre>
 *
 * @param inputs {@code [rows][inputs]}
 * @param targets {@code [rows][outputs]}
 * @param numbers by which rows are held out: those of one number together, and the same ones in every
 *     fit
 */
public record Examples(float[][] inputs, float[][] targets, long[] numbers) {
  /** A row of something for a transition. */
  private interface Reading {
    float[] of(int index);
  }

  /** Checks that there is a row of each. */
  public Examples {
    Check.atLeast("data size", inputs.length, 1);
    Check.length("targets", targets.length, inputs.length, "the inputs");
    Check.length("numbers", numbers.length, inputs.length, "the inputs");
  }

  /** Rows numbered from 0. */
  public static Examples of(float[][] inputs, float[][] targets) {
    return new Examples(inputs, targets, LongStream.range(0, inputs.length).toArray());
  }

  /** State and action, S + A -> the reward earned, 1: for {@link dev.foresight.WorldModel#withReward}. */
  public static Examples rewards(ReplayBuffer data) {
    return each(
        data, i -> Rows.joined(data.state(i), data.action(i)), i -> new float[] {data.reward(i)});
  }

  /**
   * State, S -> the action taken there, A: behavioural cloning (Pomerleau 1991), for {@link
   * dev.foresight.WorldModel#withPolicy}.
   */
  public static Examples actions(ReplayBuffer data) {
    return each(data, data::state, data::action);
  }

  /** State and its change, S + S -> the action that brought it about, A: for {@link InverseDynamics}. */
  public static Examples causes(ReplayBuffer data) {
    return each(data, i -> InverseDynamics.input(data.state(i), data.next(i)), data::action);
  }

  private static Examples each(ReplayBuffer data, Reading input, Reading target) {
    float[][] inputs = new float[data.size()][];
    float[][] targets = new float[data.size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = input.of(i);
      targets[i] = target.of(i);
    }
    return new Examples(inputs, targets, data.numbers());
  }

  /**
   * State and a later one of the same episode, S + S -> the number of steps from one to the other, 1,
   * never above {@code cap} (dynamical distances, Hartikainen et al. 2020, section 4): for {@link
   * Distance}. Half of the later states, where an episode is long enough, are too far off to count
   * how far.
   *
   * @param cap steps that count as far
   * @param each later states drawn for every transition, among the next {@code 2 cap} and the state
   *     itself
   * @param seed of the draws
   */
  public static Examples distances(ReplayBuffer data, int cap, int each, long seed) {
    Check.within("cap", cap, 1, 1 << 20);
    Check.atLeast("each", each, 1);
    int size = data.size();
    long[] numbers = data.numbers();
    float[][] inputs = new float[Math.multiplyExact(size, each)][];
    float[][] targets = new float[inputs.length][];
    long[] rows = new long[inputs.length];
    int left = 0;
    for (int i = size - 1; i >= 0; i--) {
      left = data.followed(i) ? left + 1 : 1;
      SplittableRandom random = new SplittableRandom(seed + numbers[i]);
      for (int k = 0; k < each; k++) {
        int steps = random.nextInt(Math.min(left, 2 * cap) + 1);
        float[] later = steps == 0 ? data.state(i) : data.next(i + steps - 1);
        inputs[i * each + k] = Rows.joined(data.state(i), later);
        targets[i * each + k] = new float[] {Math.min(steps, cap)};
      }
      Arrays.fill(rows, i * each, (i + 1) * each, numbers[i]);
    }
    return new Examples(inputs, targets, rows);
  }
}
