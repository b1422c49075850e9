package io.austin.stream.local;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate: records in a second, or {@code max}, which is infinite. */
final class RateConverter implements ITypeConverter<Double> {
  static final String MAX = "max";

  @Override
  public Double convert(String text) {
    if (text.equals(MAX)) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double rate = Double.parseDouble(text.replace(",", "").replace("_", ""));
      if (rate > 0 && rate <= Integer.MAX_VALUE) {
        return rate;
      }
    } catch (NumberFormatException invalid) {
      // said below
    }
    throw new TypeConversionException(
        "'" + text + "' is no number of events in a second such as 2000, nor max");
  }
}
