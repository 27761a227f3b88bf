package dev.foresight.engine.kernel;

import dev.foresight.Network;
import dev.foresight.Reduction;
import dev.foresight.ScalarEnsemble;
import dev.foresight.ScalarFunction;
import java.util.List;
import java.util.Locale;

/** Networks as functions of a kernel, their numbers laid out in the order in which these read them. */
final class NetworkText {
  private final Constants constants;
  private final StringBuilder functions;
  private final Numbers numbers;

  NetworkText(Constants constants, StringBuilder functions, Numbers numbers) {
    this.constants = constants;
    this.functions = functions;
    this.numbers = numbers;
  }

  /** {@code nameNetwork}: any of some networks of one shape, {@code NAME_WORDS} apart from {@code NAME_AT}. */
  void networks(String name, List<Network> networks) {
    String constant = name.toUpperCase(Locale.ROOT);
    int start = numbers.length();
    constants.define(constant + "_AT", start);
    network(name, networks.get(0));
    constants.define(constant + "_WORDS", numbers.length() - start);
    for (Network other : networks.subList(1, networks.size())) {
      other.layers().forEach(numbers::add);
    }
  }

  private void network(String name, Network network) {
    functions.append("FUNCTION void ").append(name);
    functions.append(
        "Network(LOCAL_POINTER float *x, __global const float *weights, const int item) {\n");
    int start = numbers.length();
    for (Network.Layer layer : network.layers()) {
      int at = numbers.add(layer) - start;
      functions.append("  dense(x, weights + ").append(at).append(", ");
      functions.append(layer.inputs()).append(", ").append(layer.outputs()).append(", ");
      functions.append(layer.activation().name()).append(", item);\n");
    }
    functions.append("}\n");
  }

  /**
   * {@code nameLearned}: what the networks say about an item's own plan. Every item of the group takes
   * part; an item without a plan gets 0.
   */
  void scalar(String name, ScalarFunction function) {
    String constant = name.toUpperCase(Locale.ROOT);
    networks(name, function.networks());
    int inputs = function.networks().get(0).inputs();
    String copy = "copyInputs(states, actions, x, " + inputs + ", item);\n";
    functions.append("FUNCTION float ").append(name).append("Learned(\n");
    functions.append(
        "    LOCAL_POINTER const float *states, LOCAL_POINTER const float *actions,\n");
    functions.append(
        "    LOCAL_POINTER float *x, __global const float *weights, const int item) {\n");
    if (function instanceof ScalarEnsemble ensemble) {
      float[] kappa = {ensemble.reduction() instanceof Reduction.Pessimistic p ? p.kappa() : 0};
      int kappaAt = numbers.add(kappa);
      int members = ensemble.members().size();
      String kind = "REDUCE_" + ensemble.reduction().getClass().getSimpleName();
      String reduction = kind.toUpperCase(Locale.ROOT);
      functions.append("  Spread all = {0.0f, 0.0f};\n");
      functions
          .append("  for (int member = 0; member < ")
          .append(members)
          .append("; member++) {\n");
      functions.append("    ").append(copy);
      functions.append("    ").append(name).append("Network(x, weights + ").append(constant);
      functions.append("_AT + member * ").append(constant).append("_WORDS, item);\n");
      functions.append("    all = withMember(all, member, item < ROWS ? x[item] : 0.0f, ");
      functions.append(reduction).append(");\n  }\n  return reduced(all, ").append(reduction);
      functions.append(", weights[").append(kappaAt).append("]);\n}\n");
    } else {
      functions.append("  ").append(copy);
      functions.append("  ").append(name).append("Network(x, weights + ").append(constant);
      functions.append("_AT, item);\n  return item < ROWS ? x[item] : 0.0f;\n}\n");
    }
  }
}
