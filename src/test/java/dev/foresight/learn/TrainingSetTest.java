package dev.foresight.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foresight.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
  private static final List<Expr> FEATURES = List.of(Expr.state(0).squared(), Expr.action(0));
  private static final boolean[] DELTA = {true, false};

  private static TrainingSet set(ReplayBuffer data, float share) {
    return TrainingSet.of(data, FEATURES, DELTA, share, 5);
  }

  @Test
  void featuresAreFormulasAndTargetsAreChangesOrValues() {
    ReplayBuffer data = new ReplayBuffer(2, 1, 1);
    data.add(new float[] {3, 4}, new float[] {5}, 0, new float[] {3.5f, 4.5f}, false);
    TrainingSet set = set(data, 0);
    assertThat(set.x()[0]).containsExactly(9, 5);
    assertThat(set.y()[0]).containsExactly(0.5f, 4.5f);
  }

  @Test
  void everyRowIsEitherLearnedOrHeldOut() {
    TrainingSet set = set(Systems.linear(2000, 1, 1), 0.2f);
    assertThat(set.heldOut().length).isBetween(330, 470);
    int[] all = IntStream.concat(Arrays.stream(set.learned()), Arrays.stream(set.heldOut()))
        .sorted()
        .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 2000).toArray());
  }

  @Test
  void whatIsHeldOutStaysSoWhenDataIsAddedAndOldDataGoes() {
    ReplayBuffer data = new ReplayBuffer(2, 1, 100);
    for (int i = 0; i < 80; i++) {
      data.add(new float[] {i, 0}, new float[1], 0, new float[2], false);
    }
    List<Float> before = heldOut(data);
    for (int i = 80; i < 150; i++) {
      data.add(new float[] {i, 0}, new float[1], 0, new float[2], false);
    }
    assertThat(before).isNotEmpty();
    assertThat(heldOut(data).stream().filter(i -> i < 80).toList())
        .isEqualTo(before.stream().filter(i -> i >= 50).toList());
  }

  private static List<Float> heldOut(ReplayBuffer data) {
    return Arrays.stream(set(data, 0.3f).heldOut())
        .mapToObj(row -> data.state(row)[0])
        .toList();
  }

  @Test
  void rowsOfOneNumberStayTogether() {
    long[] numbers = IntStream.range(0, 900).mapToLong(row -> row / 30).toArray();
    TrainingSet set = TrainingSet.of(new float[900][1], new float[900][1], numbers, 0.3f, 5);
    long[] held =
        Arrays.stream(set.heldOut()).mapToLong(row -> numbers[row]).distinct().toArray();
    assertThat(held).hasSizeBetween(3, 18);
    assertThat(set.heldOut()).hasSize(30 * held.length);
  }

  /** The numbers from 0 on. */
  static long[] upTo(int count) {
    return LongStream.range(0, count).toArray();
  }

  @Test
  void bootstrapsRepeatRowsAndDiffer() {
    TrainingSet set = set(Systems.linear(1000, 1, 1), 0.1f);
    SplittableRandom random = new SplittableRandom(1);
    int[] one = set.bootstrap(false, random);
    int[] other = set.bootstrap(false, random);
    assertThat(one).hasSameSizeAs(set.learned()).isNotEqualTo(other);
    double distinct = Arrays.stream(one).distinct().count() / (double) one.length;
    assertThat(distinct).isBetween(0.59, 0.67); // 1 - 1/e
    assertThat(set.learned()).contains(one);
    assertThat(set.bootstrap(true, random)).containsExactly(set.learned());
  }

  @Test
  void shufflingKeepsTheRows() {
    int[] rows = IntStream.range(0, 100).toArray();
    TrainingSet.shuffle(rows, new SplittableRandom(1));
    assertThat(rows).isNotEqualTo(IntStream.range(0, 100).toArray());
    assertThat(Arrays.stream(rows).sorted())
        .containsExactly(IntStream.range(0, 100).boxed().toArray(Integer[]::new));
  }
}
