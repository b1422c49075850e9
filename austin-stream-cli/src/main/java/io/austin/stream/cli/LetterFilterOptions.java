package io.austin.stream.cli;

import io.austin.stream.cli.deadletter.LetterFilter;
import io.austin.stream.cli.deadletter.LetterFilter.OffsetRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters a command is about. */
final class LetterFilterOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "Only those of this reason, such as too_large or invalid:ids; invalid is every"
              + " invalid:<field>. May be repeated.")
  private List<String> reasons = List.of();

  @Option(
      names = "--partition",
      paramLabel = "N",
      description = "Only records that stood in this partition.")
  private @Nullable Integer partition;

  @Option(
      names = "--offsets",
      paramLabel = "A[-B]",
      converter = OffsetsConverter.class,
      description = "Only records that stood at these offsets, as 4711 or 4711-4800.")
  private @Nullable OffsetRange offsets;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only those refused at this time or later, as 2022-12-24T14:54:29+08:00.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only those refused before.")
  private @Nullable Instant until;

  LetterFilter filter() {
    return new LetterFilter(
        reasons,
        Optional.ofNullable(partition),
        Optional.ofNullable(offsets),
        Optional.ofNullable(since),
        Optional.ofNullable(until));
  }

  private static final class OffsetsConverter implements ITypeConverter<OffsetRange> {
    @Override
    public OffsetRange convert(String text) {
      String[] ends = text.split("-", 2);
      try {
        OffsetRange range =
            new OffsetRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
        if (range.first() >= 0 && range.first() <= range.last()) {
          return range;
        }
      } catch (NumberFormatException invalid) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is no offset as 4711, nor two as 10-20");
    }
  }

  private static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException invalid) {
        throw new TypeConversionException(
            "'" + text + "' is no time such as 2022-12-24T06:54:29Z or 2022-12-24T14:54:29+08:00");
      }
    }
  }
}
