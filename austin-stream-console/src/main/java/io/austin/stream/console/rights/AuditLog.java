package io.austin.stream.console.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Who looked for receivers, saw them in full and took them away, and when: a line of JSON for each
 * receiver. Receivers are hashed by the console's key, so who has it finds the lines of one.
 */
public final class AuditLog {
  /** The log's name where it has no file of its own. */
  public static final String LOGGER = "austin-stream.audit";

  /** An open page asks every few seconds; for so long that is one look. */
  private static final Duration ONE_LOOK = Duration.ofMinutes(10);

  private static final int MAX_LOOKS = 20_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What somebody did. */
  public enum Act {
    /** Looked for a receiver, or whatever was typed. */
    SEARCH,
    /** Saw a receiver in full. */
    SHOW,
    /** Took away a file. */
    EXPORT
  }

  private final Seal seal;
  private final Clock clock;
  private final Consumer<String> lines;
  private final Map<Look, Long> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Long> eldest) {
          return size() > MAX_LOOKS;
        }
      };

  AuditLog(Seal seal, Clock clock, Consumer<String> lines) {
    this.seal = seal;
    this.clock = clock;
    this.lines = lines;
  }

  /**
   * A log in a file, else in the console's own, as {@link #LOGGER}.
   *
   * @throws UsageException when the file cannot be written
   */
  public static AuditLog in(Optional<Path> file, Seal seal, Clock clock) {
    if (file.isEmpty()) {
      return new AuditLog(seal, clock, LoggerFactory.getLogger(LOGGER)::info);
    }
    try {
      append(file.get(), "");
    } catch (IllegalStateException unwritable) {
      throw new UsageException("console.audit-log: " + unwritable.getMessage());
    }
    return new AuditLog(seal, clock, line -> append(file.get(), line + "\n"));
  }

  /** Opened for each line, so that it may be moved away; what is not written down is not shown. */
  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      // With its cause it would look like a client that has hung up.
      throw new IllegalStateException(file + " cannot be written: " + unwritable);
    }
  }

  /**
   * Writes down what somebody did.
   *
   * @param of the address in the API, or austin's
   * @param receivers whom it was about, or what was typed where none was found; none for totals
   */
  public void write(Person person, Act act, String of, Collection<String> receivers) {
    if (receivers.isEmpty() && act == Act.EXPORT) {
      write(new Look(person, act, of, null));
    }
    for (String receiver : receivers) {
      Look look = new Look(person, act, of, seal.hash(receiver));
      if (act == Act.EXPORT || isNew(look)) {
        write(look);
      }
    }
  }

  private boolean isNew(Look look) {
    long now = clock.millis();
    synchronized (looks) {
      Long before = looks.get(look);
      if (before != null && now - before < ONE_LOOK.toMillis()) {
        return false;
      }
      looks.remove(look);
      looks.put(look, now);
      return true;
    }
  }

  private void write(Look look) {
    Map<String, @Nullable String> line = new LinkedHashMap<>();
    line.put("time", clock.instant().toString());
    line.put("person", look.person().name());
    line.put("by", look.person().by());
    line.put("right", look.person().right().code());
    line.put("act", look.act().name().toLowerCase(Locale.ROOT));
    line.put("of", look.of());
    line.put("receiver", look.hash());
    try {
      lines.accept(JSON.writeValueAsString(line));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a line has no JSON form", impossible);
    }
  }

  private record Look(Person person, Act act, String of, @Nullable String hash) {}
}
