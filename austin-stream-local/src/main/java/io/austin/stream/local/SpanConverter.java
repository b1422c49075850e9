package io.austin.stream.local;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time such as {@code 30s}, {@code 10m} or {@code 1h30m}. */
final class SpanConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      Duration span = Duration.parse("PT" + text);
      if (!span.isNegative() && !span.isZero()) {
        return span;
      }
    } catch (DateTimeParseException invalid) {
      // said below
    }
    throw new TypeConversionException("'" + text + "' is no time such as 30s, 10m or 1h30m");
  }
}
