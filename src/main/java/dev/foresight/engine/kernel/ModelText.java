package dev.foresight.engine.kernel;

import dev.foresight.Activation;
import dev.foresight.Ensemble;
import dev.foresight.Equations;
import dev.foresight.Expr;
import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import dev.foresight.ScalarFunction;
import dev.foresight.WorldModel;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.VarianceBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code model.h}: a world model's sizes and formulas as the rollout kernel has them. */
final class ModelText {
  private static final String COLUMNS = "COLUMN state, COLUMN action";

  private final Constants constants = new Constants();
  private final StringBuilder functions = new StringBuilder();
  private final EngineSpec spec;
  private final Numbers numbers;
  private final NetworkText networkText;

  private ModelText(EngineSpec spec, Numbers numbers) {
    this.spec = spec;
    this.numbers = numbers;
    networkText = new NetworkText(constants, functions, numbers);
  }

  /** The text; adds the model's numbers to {@code numbers} in the order in which the text has them. */
  static String of(EngineSpec spec, Tiling tiling, Numbers numbers) {
    return new ModelText(spec, numbers).text(tiling);
  }

  private String text(Tiling tiling) {
    WorldModel model = spec.model();
    List<Network> networks = networks(model);
    constants.flag("NETWORKS", !networks.isEmpty());
    constants.flag("NOISY", spec.noisy());
    constants.flag("MIXTURE", spec.mixture());
    constants.flag("HALLUCINATED", spec.hallucinated());
    constants.flag("MOMENTS", spec.mixture() || spec.joint());
    constants.flag("ENSEMBLE", model.dynamics() instanceof Ensemble);
    constants.flag("REWARD_NETWORK", !(model.reward() instanceof Expr));
    constants.flag("VALUE_READS_ACTION", model.valueReadsAction());
    constants.flag("POLICY", model.policy().isPresent());
    constants.flag("VALUE_NETWORK", !(model.value() instanceof Expr));
    for (Activation activation : Activation.values()) {
      constants.define(activation.name(), activation.ordinal());
    }
    if (!networks.isEmpty()) {
      constants.define("WIDEST", widest(networks));
      constants.define("SHARE", (widestOutput(networks) + tiling.lanes() - 1) / tiling.lanes());
    }
    if (model.dynamics() instanceof Ensemble ensemble) {
      ensemble(ensemble);
    } else {
      equations((Equations) model.dynamics());
    }
    scalar("reward", COLUMNS + ", COLUMN next", model.reward());
    scalar("termination", COLUMNS + ", COLUMN next", model.termination());
    if (model.constraint().present()) {
      scalar("violated", COLUMNS + ", COLUMN next", model.constraint().violated());
    }
    scalar("value", COLUMNS, model.value());
    model.policy().ifPresent(policy -> networkText.networks("policy", List.of(policy)));
    if (tiling.warps().isPresent()) {
      TensorText tensorText = new TensorText(spec, tiling, numbers);
      functions.append(tensorText.of((Ensemble) model.dynamics(), constants));
    }
    String header = networks.isEmpty() ? "" : "#include \"network.h\"\n";
    String reduce = reduces(model) ? "#include \"reduce.h\"\n" : "";
    return constants + "#include \"formula.h\"\n" + header + reduce + functions;
  }

  private static boolean reduces(WorldModel model) {
    return model.reward() instanceof ScalarEnsemble || model.value() instanceof ScalarEnsemble;
  }

  /** One of each shape. */
  static List<Network> networks(WorldModel model) {
    List<Network> networks = new ArrayList<>();
    if (model.dynamics() instanceof Ensemble ensemble) {
      networks.add(ensemble.members().get(0));
    }
    for (ScalarFunction function : new ScalarFunction[] {model.reward(), model.value()}) {
      function.networks().stream().limit(1).forEach(networks::add);
    }
    model.policy().ifPresent(networks::add);
    return networks;
  }

  private static int widest(List<Network> networks) {
    return networks.stream().mapToInt(Network::widest).max().orElse(0);
  }

  private static int widestOutput(List<Network> networks) {
    return networks.stream()
        .flatMap(network -> network.layers().stream())
        .mapToInt(Network.Layer::outputs)
        .max()
        .orElse(0);
  }

  private void equations(Equations equations) {
    List<Expr> std = spec.noisy() ? equations.std() : List.of();
    List<Expr> all = Stream.concat(equations.next().stream(), std.stream()).toList();
    FormulaText.Printed printed = FormulaText.of(all);
    functions.append("FUNCTION void equations(\n    ").append(COLUMNS);
    functions.append(
        spec.joint() ? ", COLUMN next, float *variance" : ", NOISE noise, COLUMN next");
    functions.append(") {\n").append(printed.statements());
    int states = equations.stateSize();
    for (int i = 0; i < states; i++) {
      functions.append("  next[AT(").append(i).append(")] = ");
      functions.append(printed.results().get(i));
      if (spec.joint()) {
        String deviation = printed.results().get(states + i);
        functions.append(";\n  variance[").append(i).append("] = ");
        functions.append(deviation).append(" * ").append(deviation);
      } else if (spec.noisy()) {
        functions.append(" + ").append(printed.results().get(states + i));
        functions.append(" * noise[").append(i).append(']');
      }
      functions.append(";\n");
    }
    functions.append("}\n");
  }

  private void ensemble(Ensemble ensemble) {
    constants.flag("GAUSSIAN", ensemble.gaussian());
    int inputs = ensemble.features().size();
    float[] inverse = new float[inputs];
    for (int f = 0; f < inputs; f++) {
      inverse[f] = 1 / ensemble.inputStd()[f];
    }
    float[] delta = new float[ensemble.stateSize()];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = ensemble.delta()[i] ? 1 : 0;
    }
    constants.define("INPUT_MEAN_AT", numbers.add(ensemble.inputMean()));
    constants.define("INPUT_SCALE_AT", numbers.add(inverse));
    constants.define("DELTA_AT", numbers.add(delta));
    VarianceBounds bounds = VarianceBounds.of(ensemble);
    constants.define("LEAST_VARIANCE_AT", numbers.add(bounds.least()));
    constants.define("INVERSE_MOST_AT", numbers.add(bounds.inverseMost()));
    features(ensemble.features());
    networkText.networks("member", ensemble.members());
  }

  private void features(List<Expr> features) {
    FormulaText.Printed printed = FormulaText.of(features);
    functions.append("FUNCTION void features(\n    ").append(COLUMNS);
    functions.append(", LOCAL_POINTER float *x, __global const float *weights) {\n");
    functions.append(printed.statements());
    for (int f = 0; f < features.size(); f++) {
      functions
          .append("  x[")
          .append(f)
          .append(" * PITCH] = (")
          .append(printed.results().get(f));
      functions.append(" - weights[INPUT_MEAN_AT + ").append(f).append("]) * weights[");
      functions.append("INPUT_SCALE_AT + ").append(f).append("];\n");
    }
    functions.append("}\n");
  }

  private void scalar(String name, String columns, ScalarFunction function) {
    if (!(function instanceof Expr)) {
      networkText.scalar(name, function);
      return;
    }
    FormulaText.Printed printed = FormulaText.of(List.of((Expr) function));
    functions
        .append("FUNCTION float ")
        .append(name)
        .append("Of(")
        .append(columns)
        .append(") {\n");
    functions.append(printed.statements());
    functions.append("  return ").append(printed.results().get(0)).append(";\n}\n");
  }
}
