package dev.foresight;

import dev.foresight.Reduction.Pessimistic;
import dev.foresight.compute.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts in a model file's header: its architecture, and the task it was made for. */
final class ModelMetadata {
  static final String ENSEMBLE = "ensemble";
  static final String NETWORK = "network";
  static final String SCALAR_ENSEMBLE = "scalar-ensemble";

  private static final String FORMAT = "foresight-1";
  private static final Pattern PESSIMISTIC =
      Pattern.compile("pessimistic +(\\d{1,30}(?:\\.\\d{1,30})?(?:E-?\\d{1,2})?)");
  private static final int MOST_LAYERS = 1000;
  private static final List<String> KINDS = List.of(ENSEMBLE, NETWORK, SCALAR_ENSEMBLE);
  private static final Set<String> KEYS = Set.of("format", "kind", "activations");
  private static final Set<String> ENSEMBLE_KEYS = Set.of(
      "state_size",
      "action_size",
      "features",
      "delta",
      "environment",
      "reward",
      "termination",
      "action_low",
      "action_high");

  private static final Map<String, Set<String>> MORE_KEYS =
      Map.of(ENSEMBLE, ENSEMBLE_KEYS, NETWORK, Set.of(), SCALAR_ENSEMBLE, Set.of("reduction"));

  private final Map<String, String> texts;

  private ModelMetadata(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Checks that the texts are those of this kind of model. Keys that begin with "x-" are free. */
  static ModelMetadata of(Map<String, String> texts, String kind) {
    ModelMetadata metadata = new ModelMetadata(texts);
    metadata.require("format", FORMAT, "write it anew as docs/models.md says");
    metadata.require("kind", kind, "load it as what it is");
    for (String key : texts.keySet()) {
      boolean known = KEYS.contains(key) || MORE_KEYS.get(kind).contains(key);
      Check.that(
          known || key.startsWith("x-"),
          "metadata " + Json.shorten(key) + " is not known for kind \"" + kind
              + "\"; correct it, or begin its name with \"x-\" if it is a note");
    }
    return metadata;
  }

  /** What kind of model the texts are of. */
  static String kind(Map<String, String> texts) {
    ModelMetadata metadata = new ModelMetadata(texts);
    metadata.require("format", FORMAT, "write it anew as docs/models.md says");
    String kind = metadata.text("kind");
    Check.that(
        KINDS.contains(kind),
        "metadata \"kind\" is " + Json.shorten(kind) + "; the kinds are "
            + String.join(", ", KINDS));
    return kind;
  }

  /** The texts of a network. */
  static Map<String, String> print(Network network, String kind) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("format", FORMAT);
    texts.put("kind", kind);
    texts.put(
        "activations",
        network.layers().stream()
            .map(layer -> layer.activation().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",")));
    return texts;
  }

  /** The texts of a scalar ensemble. */
  static Map<String, String> print(ScalarEnsemble ensemble) {
    Map<String, String> texts = print(ensemble.members().get(0), SCALAR_ENSEMBLE);
    Reduction reduction = ensemble.reduction();
    String name = reduction.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    texts.put("reduction", reduction instanceof Pessimistic p ? name + " " + p.kappa() : name);
    return texts;
  }

  /** The texts of an ensemble and its task. */
  static Map<String, String> print(ModelFile model) {
    Ensemble ensemble = model.dynamics();
    Map<String, String> texts = print(ensemble.members().get(0), ENSEMBLE);
    texts.put("state_size", Integer.toString(ensemble.stateSize()));
    texts.put("action_size", Integer.toString(ensemble.actionSize()));
    texts.put(
        "features",
        ensemble.features().stream()
            .map(feature -> print("features", feature))
            .collect(Collectors.joining("; ")));
    boolean[] delta = ensemble.delta();
    texts.put("delta", join(delta.length, i -> delta[i] ? "1" : "0"));
    model.task().ifPresent(task -> {
      float[] low = task.actions().low();
      float[] high = task.actions().high();
      texts.put("environment", task.name());
      texts.put("reward", print("reward", task.reward()));
      texts.put("termination", print("termination", task.termination()));
      texts.put("action_low", join(low.length, i -> Float.toString(low[i])));
      texts.put("action_high", join(high.length, i -> Float.toString(high[i])));
    });
    return texts;
  }

  Reduction reduction() {
    String text = text("reduction").strip();
    return switch (text) {
      case "mean" -> Reduction.mean();
      case "min" -> Reduction.min();
      default -> {
        Matcher pessimistic = PESSIMISTIC.matcher(text);
        Check.that(
            pessimistic.matches(),
            "metadata \"reduction\" is " + Json.shorten(text)
                + "; the reductions are mean, min and pessimistic KAPPA");
        yield Reduction.pessimistic(Float.parseFloat(pessimistic.group(1)));
      }
    };
  }

  List<Activation> activations() {
    List<Activation> activations = new ArrayList<>();
    for (String name : list("activations", MOST_LAYERS)) {
      activations.add(Arrays.stream(Activation.values())
          .filter(activation -> activation.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(
              "metadata \"activations\" has " + Json.shorten(name) + "; the activations are "
                  + Arrays.toString(Activation.values()).toLowerCase(Locale.ROOT))));
    }
    return activations;
  }

  /** An integer above 0. */
  int size(String key) {
    String text = text(key);
    Check.that(
        text.matches("[1-9][0-9]{0,6}"),
        "metadata \"" + key + "\" is " + Json.shorten(text) + "; it must be an integer above 0");
    return Integer.parseInt(text);
  }

  /** The features, if they are given. */
  Optional<List<Expr>> features() {
    return texts.containsKey("features")
        ? Optional.of(Arrays.stream(text("features").split(";", -1))
            .map(text -> parse("features", text))
            .collect(Collectors.toList()))
        : Optional.empty();
  }

  /** Which state elements are predicted as changes: all, if nothing else is said. */
  boolean[] delta(int states) {
    boolean[] delta = new boolean[states];
    Arrays.fill(delta, true);
    if (texts.containsKey("delta")) {
      List<String> marks = list("delta", states);
      Check.length("metadata \"delta\"", marks.size(), states, "\"state_size\"");
      for (int i = 0; i < states; i++) {
        Check.that(
            marks.get(i).matches("[01]"),
            "metadata \"delta\" has " + Json.shorten(marks.get(i))
                + "; use 1 for a change, else 0");
        delta[i] = marks.get(i).equals("1");
      }
    }
    return delta;
  }

  /** The task, if a reward and action bounds are given. */
  Optional<Task> task() {
    if (Set.of("environment", "reward", "termination", "action_low", "action_high").stream()
        .noneMatch(texts::containsKey)) {
      return Optional.empty();
    }
    ActionSpace actions = new ActionSpace(numbers("action_low"), numbers("action_high"));
    Expr termination = parse("termination", texts.getOrDefault("termination", "0"));
    String name = texts.getOrDefault("environment", "custom");
    return Optional.of(new Task(name, actions, parse("reward", text("reward")), termination));
  }

  private float[] numbers(String key) {
    List<String> parts = list(key, Integer.MAX_VALUE);
    float[] numbers = new float[parts.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts.get(i));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "metadata \"" + key + "\" has " + Json.shorten(parts.get(i)) + "; it must be a number",
            e);
      }
    }
    return numbers;
  }

  private List<String> list(String key, int most) {
    List<String> parts =
        Arrays.stream(text(key).split(",", -1)).map(String::strip).collect(Collectors.toList());
    Check.that(
        parts.size() <= most,
        "metadata \"" + key + "\" has " + parts.size() + " parts; the most is " + most);
    return parts;
  }

  private String text(String key) {
    String text = texts.get(key);
    Check.that(
        text != null, "metadata \"" + key + "\" is missing; docs/models.md says what it holds");
    return text;
  }

  private void require(String key, String value, String remedy) {
    Check.that(
        text(key).equals(value),
        "metadata \"" + key + "\" is " + Json.shorten(text(key)) + ", not \"" + value + "\"; "
            + remedy);
  }

  private static Expr parse(String key, String text) {
    try {
      return Expr.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("metadata \"" + key + "\": " + e.getMessage(), e);
    }
  }

  /** The text of a formula, if it is one that can be read again. */
  private static String print(String key, Expr formula) {
    String text = formula.toString();
    parse(key, text);
    return text;
  }

  private static String join(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
  }
}
