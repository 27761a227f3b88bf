package dev.foresight.cli;

import dev.foresight.ActionSpace;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.ScalarFunction;
import dev.foresight.WorldModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** Options that say what else plans are judged by and what they must keep. */
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

  @Option(
      names = "--value",
      paramLabel = "FILE",
      description = "What the last state of a plan is worth, by itself or with an action: a"
          + " safetensors file such as train --terminal leaves.")
  private Path value;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "What one would do in a state: a safetensors file with a network, whose plans"
          + " take part where the planner has proposals (preset tdmpc2).")
  private Path policy;

  @Option(
      names = "--discount",
      paramLabel = "G",
      description = "What a step later is worth, above 0 and at most 1. Default: 1, and with"
          + " --value the one that train learns it with, 0.99.")
  private Float discount;

  /** The model with what was asked for. */
  WorldModel model(WorldModel base) throws IOException {
    WorldModel next = base;
    if (value != null) {
      ScalarFunction worth = Models.value(value);
      float usual = LearnedValue.CONFIG.discount();
      next = asked("--value " + value, next.withDiscount(usual), worth, WorldModel::withValue);
    }
    if (policy != null) {
      Network network = Models.policy(policy);
      next = asked("--policy " + policy, next, network, WorldModel::withPolicy);
    }
    if (leaves.isEmpty() && chance != null) {
      throw new IllegalArgumentException("--chance is of no use without --keep I:LOW:HIGH");
    }
    if (!leaves.isEmpty()) {
      Expr any = leaves.stream().reduce(Expr::or).orElseThrow();
      float share = chance == null ? CHANCE : chance;
      next = asked("--keep, --chance", next, share, (it, p) -> it.withConstraint(any, p));
    }
    return asked("--discount", next, discount, WorldModel::withDiscount);
  }

  /** The actions with the rate that was asked for. */
  ActionSpace actions(ActionSpace base) {
    float[] each = rate;
    if (rate != null && rate.length == 1) {
      each = new float[base.size()];
      Arrays.fill(each, rate[0]);
    }
    return asked("--rate", base, each, ActionSpace::withRate);
  }

  /** A change by an option, of which a complaint is to be. */
  private static <C, T> C asked(String option, C base, T argument, BiFunction<C, T, C> change) {
    try {
      return new Changed<>(base).by(change, argument).value();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }
}
