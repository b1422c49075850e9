package io.austin.stream.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.austin.stream.common.PastedText;
import io.austin.stream.options.UsageException;
import io.austin.stream.template.file.RowFile;
import io.austin.stream.template.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Templates from a file of rows, which is read again when it changes. The columns' names are those
 * of austin's table: id, name, send_channel, creator; others are ignored.
 */
public final class FileTemplates implements TemplateCatalog {
  private final WatchedFile<Map<Long, TemplateInfo>> file;

  /**
   * The templates of a file.
   *
   * @param check how often to look whether it has changed
   * @throws UsageException when it cannot be read
   */
  public FileTemplates(Path file, Duration check) {
    this.file = new WatchedFile<>("console.templates.file", file, check, FileTemplates::read);
  }

  private static Map<Long, TemplateInfo> read(Path file) throws IOException {
    Map<Long, TemplateInfo> templates = new HashMap<>();
    for (Row row : RowFile.read(file, Row.class)) {
      TemplateInfo template = row.template();
      templates.put(template.id(), template);
    }
    return Map.copyOf(templates);
  }

  @Override
  public Map<Long, TemplateInfo> find(Collection<Long> ids) {
    Map<Long, TemplateInfo> templates = file.content();
    Map<Long, TemplateInfo> found = new HashMap<>();
    for (Long id : ids) {
      TemplateInfo template = templates.get(id);
      if (template != null) {
        found.put(id, template);
      }
    }
    return found;
  }

  @Override
  public List<Long> named(String part) {
    String wanted = folded(part);
    return file.content().values().stream()
        .filter(template -> template.name() != null && folded(template.name()).contains(wanted))
        .map(TemplateInfo::id)
        .sorted(Comparator.reverseOrder())
        .limit(MAX_NAMED)
        .toList();
  }

  private static String folded(String text) {
    return PastedText.of(text).cleaned().toLowerCase(Locale.ROOT);
  }

  @Override
  public String source() {
    return "file";
  }

  @Override
  public boolean isOk() {
    return file.isOk();
  }

  @Override
  public void close() {}

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
