package dev.foresight.engine.kernel;

import dev.foresight.Risk;
import dev.foresight.engine.EngineSpec;
import dev.foresight.engine.Feasibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that kernels read instead of having them compiled in, so that another value needs no
 * compiler: bounds and deviations of each action, factors of the fit, the noise's matrix.
 *
 * @param values one after the other
 * @param at where each begins among the values
 */
record Settings(float[] values, Map<String, Integer> at) {

  static Settings of(EngineSpec spec) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    float[] low = spec.actions().low();
    float[] high = spec.actions().high();
    int actions = low.length;
    float[] middle = new float[actions];
    float[] initialStd = new float[actions];
    float[] minStd = new float[actions];
    for (int a = 0; a < actions; a++) {
      middle[a] = low[a] + (high[a] - low[a]) / 2;
      float half = high[a] / 2 - low[a] / 2;
      initialStd[a] = spec.config().initialStd() * half;
      minStd[a] = spec.config().minStd() * half;
    }
    parts.put("LOW", low);
    parts.put("HIGH", high);
    parts.put("RATE", spec.actions().rate());
    parts.put("MIDDLE", middle);
    parts.put("INITIAL_STD", initialStd);
    parts.put("MIN_STD", minStd);
    parts.put("ELITE_COUNT", new float[] {spec.config().elites()});
    parts.put("TEMPERATURE", new float[] {spec.config().temperature()});
    parts.put("MOMENTUM", new float[] {spec.config().momentum()});
    parts.put("DISCOUNT", new float[] {spec.model().discount()});
    parts.put("BETA", new float[] {spec.beta()});
    parts.put("RISK_PARAMETER", new float[] {parameter(spec.config().risk())});
    int allowed = Feasibility.allowed(spec.model().constraint(), spec.particles());
    parts.put("ALLOWED_VIOLATIONS", new float[] {allowed});
    parts.put("CARRIERS", new float[] {spec.carriers()});
    parts.put("CORRELATION", Arena.correlated(spec) ? matrix(spec) : new float[0]);
    return joined(parts);
  }

  /** {@code [steps, knots]}, row by row. */
  private static float[] matrix(EngineSpec spec) {
    int steps = spec.steps();
    int knots = spec.config().noise().knots(steps);
    float[][] matrix = spec.config().noise().matrix(steps);
    float[] rows = new float[steps * knots];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(matrix[t], 0, rows, t * knots, knots);
    }
    return rows;
  }

  private static float parameter(Risk risk) {
    if (risk instanceof Risk.Var value) {
      return value.alpha();
    } else if (risk instanceof Risk.Cvar cvar) {
      return cvar.alpha();
    } else if (risk instanceof Risk.Entropic entropic) {
      return entropic.theta();
    } else if (risk instanceof Risk.MeanStd meanStd) {
      return meanStd.kappa();
    }
    return 0;
  }

  private static Settings joined(Map<String, float[]> parts) {
    Map<String, Integer> at = new LinkedHashMap<>();
    List<Float> all = new ArrayList<>();
    parts.forEach((name, values) -> {
      at.put(name, all.size());
      for (float value : values) {
        all.add(value);
      }
    });
    float[] values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return new Settings(values, at);
  }

  void define(Constants constants, long start) {
    at.forEach((name, place) -> constants.define(name + "_AT", start + place + "u"));
  }
}
