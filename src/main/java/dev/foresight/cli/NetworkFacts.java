package dev.foresight.cli;

import dev.foresight.Network;
import dev.foresight.ScalarEnsemble;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to say of networks. */
final class NetworkFacts {
  private NetworkFacts() {}

  /** A file with a single network. */
  static Facts of(Path file, Network network) {
    Facts facts = new Facts()
        .with("file", file.toString())
        .with("kind", "network")
        .with("inputs", network.inputs())
        .with("outputs", network.outputs());
    add(facts, List.of(network));
    new NetworkUses(file, network.inputs(), network.outputs(), true).addTo(facts);
    return facts.line("read with", "Network.load");
  }

  /** A file with networks that make one number. */
  static Facts of(Path file, ScalarEnsemble ensemble) {
    Facts facts = new Facts()
        .with("file", file.toString())
        .with("kind", "scalar-ensemble")
        .with("members", ensemble.members().size())
        .with(
            "reduction", ensemble.reduction().toString().replace("[]", "").toLowerCase(Locale.ROOT))
        .with("inputs", ensemble.inputs());
    add(facts, ensemble.members());
    new NetworkUses(file, ensemble.inputs(), 1, false).addTo(facts);
    return facts.line("read with", "ScalarEnsemble.load");
  }

  /** Layers, parameters and memory of networks of one shape. */
  static void add(Facts facts, List<Network> members) {
    Network first = members.get(0);
    StringBuilder text = new StringBuilder().append(first.inputs());
    for (Network.Layer layer : first.layers()) {
      text.append(" -> ").append(layer.outputs()).append(' ').append(activation(layer));
    }
    long all = first.parameters() * members.size();
    String each = members.size() == 1 ? "" : Text.of(" (%,d in each member)", first.parameters());
    facts
        .with("layers", text.toString(), "layers", layers(first))
        .with("parameters", Text.of("%,d%s", all, each), "parameters", all)
        .with("memory", bytes(4 * all) + " of weights on a device", "weightBytes", 4 * all);
  }

  private static List<Map<String, Object>> layers(Network network) {
    return network.layers().stream()
        .map(layer -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("inputs", layer.inputs());
          row.put("outputs", layer.outputs());
          row.put("activation", activation(layer));
          return row;
        })
        .toList();
  }

  private static String activation(Network.Layer layer) {
    return layer.activation().name().toLowerCase(Locale.ROOT);
  }

  private static String bytes(long count) {
    return count < 1 << 20
        ? Text.of("%.1f KiB", count / 1024.0)
        : Text.of("%.1f MiB", count / 1048576.0);
  }
}
