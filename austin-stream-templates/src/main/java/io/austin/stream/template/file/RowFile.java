package io.austin.stream.template.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The form of a file of rows, in UTF-8: CSV whose first line names the columns, or a JSON array of
 * objects.
 */
public final class RowFile {
  private static final ObjectReader JSON = JsonMapper.builder().build().reader();
  private static final ObjectReader CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .build()
          .reader()
          .with(CsvSchema.emptySchema().withHeader());

  private RowFile() {}

  /**
   * All rows of a file, by its name JSON or CSV.
   *
   * @throws IOException when the file is not there or something else
   */
  public static <R> List<R> read(Path file, Class<R> row) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return name.endsWith(".json")
          ? rows(JSON, "An array of objects is wanted that have", withoutMark(text), row)
          : readCsv(withoutMark(text), row);
    }
  }

  /**
   * All rows of CSV.
   *
   * @throws IOException when it is something else
   */
  public static <R> List<R> readCsv(Reader text, Class<R> row) throws IOException {
    return rows(CSV, "The first line has to name the columns, with commas between:", text, row);
  }

  private static <R> List<R> rows(ObjectReader format, String wanted, Reader text, Class<R> row)
      throws IOException {
    try (MappingIterator<R> rows = format.forType(row).readValues(text)) {
      return List.copyOf(rows.readAll());
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          "%s%s. %s %s"
              .formatted(
                  wrong.getLocation() == null
                      ? ""
                      : "line " + wrong.getLocation().getLineNr() + ": ",
                  reason(wrong),
                  wanted,
                  columns(row)),
          wrong);
    }
  }

  private static String reason(JsonProcessingException wrong) {
    if (wrong instanceof InvalidFormatException value && !value.getPath().isEmpty()) {
      String column = value.getPath().get(value.getPath().size() - 1).getFieldName();
      return "%s is '%s', and has to be a number".formatted(column, value.getValue());
    }
    return wrong.getOriginalMessage().lines().findFirst().orElse("it is not understood");
  }

  private static String columns(Class<?> row) {
    return Arrays.stream(row.getRecordComponents())
        .map(
            component -> {
              JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
              return named == null || named.value().isEmpty() ? component.getName() : named.value();
            })
        .collect(Collectors.joining(","));
  }

  /** Spreadsheets put a byte order mark before CSV. */
  private static Reader withoutMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }
}
