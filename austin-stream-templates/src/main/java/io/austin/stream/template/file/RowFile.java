package io.austin.stream.template.file;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
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
import java.util.List;
import java.util.Locale;

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
      return rows(name.endsWith(".json") ? JSON : CSV, withoutMark(text), row);
    }
  }

  /**
   * All rows of CSV.
   *
   * @throws IOException when it is something else
   */
  public static <R> List<R> readCsv(Reader text, Class<R> row) throws IOException {
    return rows(CSV, text, row);
  }

  private static <R> List<R> rows(ObjectReader format, Reader text, Class<R> row)
      throws IOException {
    try (MappingIterator<R> rows = format.forType(row).readValues(text)) {
      return List.copyOf(rows.readAll());
    }
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
