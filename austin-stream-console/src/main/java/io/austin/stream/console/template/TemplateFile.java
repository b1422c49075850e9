package io.austin.stream.console.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a file of templates, in UTF-8: CSV whose first line names the columns, or a JSON
 * array of objects. The names are those of austin's table: id, name, send_channel, creator; others
 * are ignored.
 */
final class TemplateFile {
  private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(Row.class);
  private static final ObjectReader CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .build()
          .readerFor(Row.class)
          .with(CsvSchema.emptySchema().withHeader());

  private TemplateFile() {}

  /**
   * The templates by id.
   *
   * @throws IOException when the file is not there or something else
   */
  static Map<Long, TemplateInfo> read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    ObjectReader format = name.endsWith(".json") ? JSON : CSV;
    Map<Long, TemplateInfo> templates = new HashMap<>();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<Row> rows = format.readValues(withoutMark(text))) {
      while (rows.hasNextValue()) {
        TemplateInfo template = rows.nextValue().template();
        templates.put(template.id(), template);
      }
    }
    return Map.copyOf(templates);
  }

  /** Spreadsheets put a byte order mark before CSV. */
  private static Reader withoutMark(Reader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Row(
      @JsonProperty(required = true) @Nullable Long id,
      @Nullable String name,
      @JsonAlias("sendChannel") @JsonProperty("send_channel") @Nullable Integer channel,
      @Nullable String creator) {
    TemplateInfo template() throws IOException {
      if (id == null) {
        throw new IOException("a template has no id");
      }
      return new TemplateInfo(id, name, channel, creator);
    }
  }
}
