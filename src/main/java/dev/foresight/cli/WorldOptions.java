package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Expr;
import dev.foresight.WorldModel;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say what plans must keep. */
final class WorldOptions {
  private static final float CHANCE = 0.05f;

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "R",
      description = "Greatest change of each action from one step to the next, in its own units;"
          + " one number goes for all of them. Default: they may jump.")
  private float[] rate;

  @Option(
      names = "--keep",
      paramLabel = "I:LOW:HIGH",
      converter = KeepOption.class,
      description = "Keep state(I) within these bounds, of which one may be left empty, such as"
          + " 0:-2.4:2.4. Can be given several times: one plan must keep them all.")
  private List<Expr> leaves = List.of();

  @Option(
      names = "--chance",
      paramLabel = "P",
      description = "Share of a plan's futures that may leave what --keep says; of plans that"
          + " exceed it, the one that does so least is carried out. Default: " + CHANCE + ".")
  private Float chance;

  /** The model with the constraint that was asked for. */
  WorldModel model(WorldModel base) {
    if (leaves.isEmpty()) {
      if (chance != null) {
        throw new IllegalArgumentException("--chance is of no use without --keep I:LOW:HIGH");
      }
      return base;
    }
    Expr any = leaves.stream().reduce(Expr::or).orElseThrow();
    try {
      return base.withConstraint(any, chance == null ? CHANCE : chance);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--keep, --chance: " + e.getMessage(), e);
    }
  }

  /** The actions with the rate that was asked for. */
  ActionSpace actions(ActionSpace base) {
    if (rate == null) {
      return base;
    }
    float[] each = rate.length == 1 ? new float[base.size()] : rate;
    if (rate.length == 1) {
      Arrays.fill(each, rate[0]);
    }
    try {
      return base.withRate(each);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--rate: " + e.getMessage(), e);
    }
  }
}
