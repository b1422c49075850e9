package io.austin.stream.console.template;

import io.austin.stream.common.PastedText;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates from a file, which is read again when it changes. While it cannot be read, what it said
 * before goes on.
 */
public final class FileTemplates implements TemplateCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(FileTemplates.class);

  private final Path file;
  private final long checkNanos;

  private volatile Map<Long, TemplateInfo> templates;
  private volatile boolean ok = true;
  private State state;
  private long checkedAt = System.nanoTime();

  /**
   * The templates of a file.
   *
   * @param check how often to look whether it has changed
   * @throws UsageException when it cannot be read
   */
  public FileTemplates(Path file, Duration check) {
    this.file = file;
    this.checkNanos = check.toNanos();
    try {
      state = State.of(file);
      templates = TemplateFile.read(file);
    } catch (IOException unreadable) {
      throw new UsageException(
          "console.templates.file cannot be read: " + file + ": " + reason(unreadable));
    }
  }

  @Override
  public Map<Long, TemplateInfo> find(Collection<Long> ids) {
    check();
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
    check();
    String wanted = folded(part);
    return templates.values().stream()
        .filter(template -> template.name() != null && folded(template.name()).contains(wanted))
        .map(TemplateInfo::id)
        .sorted(Comparator.reverseOrder())
        .limit(MAX_NAMED)
        .toList();
  }

  private static String folded(String text) {
    return PastedText.of(text).cleaned().toLowerCase(Locale.ROOT);
  }

  private synchronized void check() {
    if (System.nanoTime() - checkedAt < checkNanos) {
      return;
    }
    checkedAt = System.nanoTime();
    try {
      State now = State.of(file);
      if (!now.equals(state)) {
        state = now;
        templates = TemplateFile.read(file);
        LOG.info("{} templates read from {}", templates.size(), file);
      }
      ok = true;
    } catch (IOException unreadable) {
      if (ok) {
        LOG.warn("{} cannot be read, its last names go on: {}", file, reason(unreadable));
      }
      ok = false;
      state = State.NONE;
    }
  }

  @Override
  public String source() {
    return "file";
  }

  @Override
  public boolean isOk() {
    return ok;
  }

  @Override
  public void close() {}

  private static String reason(IOException failed) {
    if (failed instanceof CharacterCodingException) {
      return "it is not UTF-8: save it so";
    }
    String message = String.valueOf(failed.getMessage());
    return failed.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }

  private record State(FileTime changed, long size) {
    static final State NONE = new State(FileTime.fromMillis(0), -1);

    static State of(Path file) throws IOException {
      return new State(Files.getLastModifiedTime(file), Files.size(file));
    }
  }
}
