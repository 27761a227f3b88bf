package dev.foresight;

import java.util.Arrays;

/** A {@link Risk} of finite returns as code. */
final class Functional {
  private Functional() {}

  /** See {@link Risk#of(float[], int)}. */
  static double of(Risk risk, float[] returns, int members) {
    if (risk instanceof Risk.Worst) {
      return worst(returns);
    } else if (risk instanceof Risk.Var value) {
      return lowest(value.alpha(), returns);
    } else if (risk instanceof Risk.Cvar cvar) {
      return tail(cvar.alpha(), returns);
    } else if (risk instanceof Risk.Entropic entropic) {
      return entropic(returns, entropic.theta());
    } else if (risk instanceof Risk.MeanStd meanStd) {
      boolean epistemic = meanStd.uncertainty() == Uncertainty.EPISTEMIC;
      double std = epistemic ? between(returns, members) : std(returns);
      return mean(returns, 0, 1) + meanStd.kappa() * std;
    }
    return mean(returns, 0, 1);
  }

  /** Of the returns {@code first, first + step, ...}. */
  static double mean(float[] returns, int first, int step) {
    double sum = 0;
    int count = 0;
    for (int p = first; p < returns.length; p += step) {
      sum += returns[p];
      count++;
    }
    return sum / count;
  }

  private static double std(float[] returns) {
    double mean = mean(returns, 0, 1);
    double squares = 0;
    for (float value : returns) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / returns.length);
  }

  /** Standard deviation of the members' mean returns. */
  static double between(float[] returns, int members) {
    double mean = 0;
    for (int e = 0; e < members; e++) {
      mean += mean(returns, e, members) / members;
    }
    double variance = 0;
    for (int e = 0; e < members; e++) {
      double distance = mean(returns, e, members) - mean;
      variance += distance * distance / members;
    }
    return Math.sqrt(variance);
  }

  private static double worst(float[] returns) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : returns) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double lowest(float alpha, float[] returns) {
    Arrays.sort(returns);
    return returns[share(alpha, returns) - 1];
  }

  private static double tail(float alpha, float[] returns) {
    Arrays.sort(returns);
    int count = share(alpha, returns);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += returns[i];
    }
    return sum / count;
  }

  private static int share(float alpha, float[] returns) {
    return Math.max(1, (int) Math.ceil(alpha * returns.length));
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
