package dev.foresight.engine.cpu;

import dev.foresight.Risk;
import java.util.Arrays;

/** A {@link Risk} as code: the score of one plan from its returns, whose order it may change. */
interface Functional {
  double of(float[] returns);

  static Functional of(Risk risk) {
    if (risk instanceof Risk.Worst) {
      return Functional::worst;
    } else if (risk instanceof Risk.Cvar cvar) {
      return returns -> tail(returns, cvar.alpha());
    } else if (risk instanceof Risk.Entropic entropic) {
      return returns -> entropic(returns, entropic.theta());
    } else if (risk instanceof Risk.MeanStd meanStd) {
      return returns -> mean(returns) + meanStd.kappa() * std(returns);
    }
    return Functional::mean;
  }

  private static double mean(float[] returns) {
    double sum = 0;
    for (float value : returns) {
      sum += value;
    }
    return sum / returns.length;
  }

  private static double std(float[] returns) {
    double mean = mean(returns);
    double squares = 0;
    for (float value : returns) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / returns.length);
  }

  private static double worst(float[] returns) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : returns) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double tail(float[] returns, float alpha) {
    Arrays.sort(returns);
    int count = Math.max(1, (int) Math.ceil(alpha * returns.length));
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += returns[i];
    }
    return sum / count;
  }

  /** The greatest exponent is taken out, so that nothing overflows. */
  private static double entropic(float[] returns, double theta) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : returns) {
      greatest = Math.max(greatest, -theta * value);
    }
    double sum = 0;
    for (float value : returns) {
      sum += Math.exp(-theta * value - greatest);
    }
    return -(Math.log(sum / returns.length) + greatest) / theta;
  }
}
