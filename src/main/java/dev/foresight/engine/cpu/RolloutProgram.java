package dev.foresight.engine.cpu;

import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.ScalarFunction;
import dev.foresight.WorldModel;
import dev.foresight.compute.Simd;
import dev.foresight.compute.SimdRollout;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.cpu.Instructions.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a rollout computes, as one program for native code ({@code native/simd/formulas.h}). Rows: states,
 * actions, next states, and what the formulas need besides.
 */
final class RolloutProgram {
  private static final int NONE = -1;

  private final int states;
  private final int actions;
  private final List<Integer> constants = new ArrayList<>();
  private final List<Integer> instructions = new ArrayList<>();
  private int rows;

  private RolloutProgram(EngineSpec spec) {
    states = spec.stateSize();
    actions = spec.actionSize();
    rows = 2 * states + actions;
  }

  /** Of a model that is written down from its dynamics to its value, each plan going through one future; empty for others. */
  static Optional<SimdRollout> of(EngineSpec spec, Simd simd) {
    WorldModel model = spec.model();
    boolean apart = !spec.joint() && !spec.mixture() && !spec.hallucinated();
    boolean written = model.dynamics() instanceof Equations
        && Stream.of(model.reward(), model.termination(), model.value())
            .allMatch(Expr.class::isInstance)
        && (!model.constraint().present() || model.constraint().violated() instanceof Expr);
    return apart && written && !model.valueReadsAction()
        ? Optional.of(new SimdRollout(simd, new RolloutProgram(spec).compiled(spec)))
        : Optional.empty();
  }

  private int[] compiled(EngineSpec spec) {
    WorldModel model = spec.model();
    Equations equations = (Equations) model.dynamics();
    List<Expr> steps = new ArrayList<>(equations.next());
    steps.addAll(spec.noisy() ? equations.std() : List.of());
    List<Expr> earnings = new ArrayList<>();
    int reward = add(model.reward(), earnings);
    int termination =
        Rollout.Model.isZero(model.termination()) ? NONE : add(model.termination(), earnings);
    int violated =
        model.constraint().present() ? add(model.constraint().violated(), earnings) : NONE;
    List<Integer> moved = append(Tape.of(steps));
    int afterSteps = instructions.size();
    List<Integer> earned = append(Tape.of(earnings));
    int afterEarnings = instructions.size();
    List<Integer> worth = append(Tape.of(List.of((Expr) model.value())));
    int each = 5;
    List<Integer> all = new ArrayList<>(List.of(
        states,
        actions,
        rows,
        constants.size() / 2,
        afterSteps / each,
        (afterEarnings - afterSteps) / each,
        (instructions.size() - afterEarnings) / each,
        earned.get(reward),
        termination == NONE ? NONE : earned.get(termination),
        violated == NONE ? NONE : earned.get(violated),
        worth.get(0)));
    all.addAll(moved);
    all.addAll(Collections.nCopies(2 * states - moved.size(), NONE));
    all.addAll(constants);
    all.addAll(instructions);
    return all.stream().mapToInt(i -> i).toArray();
  }

  private static int add(ScalarFunction formula, List<Expr> to) {
    to.add((Expr) formula);
    return to.size() - 1;
  }

  /** Adds a tape's constants and instructions; the rows of its outputs. */
  private List<Integer> append(Tape tape) {
    int[] here = new int[tape.rows()];
    for (int row = 0; row < here.length; row++) {
      here[row] = rows + row;
    }
    rows += here.length;
    for (Tape.Leaf leaf : tape.leaves()) {
      here[leaf.row()] = switch (leaf.source()) {
        case STATE -> leaf.index();
        case ACTION -> states + leaf.index();
        case NEXT -> states + actions + leaf.index();
      };
    }
    for (Tape.Fixed constant : tape.constants()) {
      constants.addAll(List.of(here[constant.row()], Float.floatToRawIntBits(constant.value())));
    }
    List<Integer> results =
        Arrays.stream(tape.outputs()).map(row -> here[row]).boxed().toList();
    List<Instruction> all = Arrays.stream(tape.instructions())
        .map(i -> new Instruction(
            Instructions.code(i), here[i.a()], here[i.b()], here[i.c()], here[i.to()]))
        .toList();
    for (Instruction i : Instructions.fused(all, results, () -> rows++)) {
      instructions.addAll(List.of(i.code(), i.a(), i.b(), i.c(), i.to()));
    }
    return results;
  }
}
