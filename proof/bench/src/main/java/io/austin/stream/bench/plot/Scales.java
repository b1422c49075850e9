package io.austin.stream.bench.plot;

import io.austin.stream.bench.plot.Scale.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** The kinds of scales. */
public final class Scales {
  private static final int STEPS = 5;

  private Scales() {}

  /** From 0 to at least this value, in round steps. */
  public static Scale fromZero(double max) {
    double step = roundStep(Math.max(max, 1e-9) / STEPS);
    int steps = (int) Math.ceil(max / step - 1e-9);
    double end = step * Math.max(1, steps);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= Math.max(1, steps); i++) {
      ticks.add(new Tick(step * i / end, label(step * i)));
    }
    return new Of(value -> value / end, ticks);
  }

  /** Powers of ten around these values. */
  public static Scale logarithmic(double min, double max) {
    int from = (int) Math.floor(Math.log10(Math.max(min, 1e-3)) + 1e-9);
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(max, 1e-3)) - 1e-9));
    List<Tick> ticks = new ArrayList<>();
    for (int power = from; power <= to; power++) {
      ticks.add(new Tick((double) (power - from) / (to - from), label(Math.pow(10, power))));
    }
    return new Of(
        value -> (Math.log10(Math.max(value, Math.pow(10, from))) - from) / (to - from), ticks);
  }

  /** These values, evenly apart whatever they are. */
  public static Scale steps(List<Double> values) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ticks.add(new Tick(place(i, values.size()), label(values.get(i))));
    }
    return new Of(value -> place(values.indexOf(value), values.size()), ticks);
  }

  /** Away from the borders, so that no point stands on an axis. */
  private static double place(int index, int values) {
    return (index + 0.5) / values;
  }

  /** Percentiles, each nine as far from the last as that from the one before. */
  public static Scale percentiles() {
    int nines = 4;
    List<Tick> ticks = new ArrayList<>();
    for (double percentile : new double[] {0, 90, 99, 99.9, 99.99}) {
      ticks.add(new Tick(nines(percentile) / nines, trimmed(percentile) + " %"));
    }
    return new Of(value -> Math.min(1, nines(value) / nines), ticks);
  }

  private static double nines(double percentile) {
    return -Math.log10(Math.max(1e-9, 1 - percentile / 100));
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double digit : new double[] {1, 2, 2.5, 5}) {
      if (digit * power >= atLeast * (1 - 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  /** A number as short as can be read: 2.5M, 100k, 0.1. */
  static String label(double value) {
    if (value >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    return value >= 1e4 ? trimmed(value / 1e3) + "k" : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  private record Of(DoubleUnaryOperator placing, List<Tick> ticks) implements Scale {
    @Override
    public double place(double value) {
      return placing.applyAsDouble(value);
    }
  }
}
