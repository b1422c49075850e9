package io.austin.stream.console.code;

import io.austin.stream.common.AnchorState;
import io.austin.stream.console.code.CodeRow.Key;
import io.austin.stream.options.UsageException;
import io.austin.stream.template.file.RowFile;
import io.austin.stream.template.file.WatchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What channels' codes mean: by a team's file, which may say less or more, over {@code
 * channel-codes.csv}, which has all codes of austin's own sources and some of the providers' pages.
 */
public final class ChannelCodes {
  private static final String SHIPPED_FILE = "/channel-codes.csv";
  private static final Map<Key, ChannelCode> SHIPPED = shipped();

  private final Optional<WatchedFile<Map<Key, CodeRow>>> file;

  private ChannelCodes(Optional<WatchedFile<Map<Key, CodeRow>>> file) {
    this.file = file;
  }

  /** What is known without a team's file. */
  public static ChannelCodes known() {
    return new ChannelCodes(Optional.empty());
  }

  /**
   * What is known beside a team's file.
   *
   * @param check how often to look whether it has changed
   * @throws UsageException when it cannot be read, or is wrong
   */
  public static ChannelCodes with(Path file, Duration check) {
    return new ChannelCodes(
        Optional.of(new WatchedFile<>("console.codes.file", file, check, ChannelCodes::read)));
  }

  /**
   * What a code means; empty where nobody knows, and of austin's own states.
   *
   * @param channel the template's; {@code null} where it is not known
   */
  public Optional<ChannelCode> find(int code, @Nullable Integer channel) {
    Map<Key, CodeRow> rows = file.map(WatchedFile::content).orElse(Map.of());
    Optional<ChannelCode> found = Optional.ofNullable(SHIPPED.get(new Key(channel, code)));
    for (Key key : layers(channel, code)) {
      CodeRow row = rows.get(key);
      if (row != null) {
        found = Optional.of(row.over(key, found));
      }
    }
    return found;
  }

  /** A code of each channel is overridden by that of the one. */
  private static List<Key> layers(@Nullable Integer channel, int code) {
    Key each = new Key(null, code);
    return channel == null ? List.of(each) : List.of(each, new Key(channel, code));
  }

  /**
   * What a state is called: austin's own by austin; of a code that nobody knows, the code.
   *
   * @param channel the template's; {@code null} where it is not known
   */
  public ChannelCode.Text name(int state, @Nullable Integer channel) {
    if (AnchorState.of(state).isPresent()) {
      return new ChannelCode.Text(
          AnchorState.describe(state, Locale.CHINESE), AnchorState.describe(state, Locale.ENGLISH));
    }
    String number = String.valueOf(state);
    return find(state, channel).map(ChannelCode::name).orElse(new ChannelCode.Text(number, number));
  }

  /** Whether there is a team's file. */
  public boolean hasFile() {
    return file.isPresent();
  }

  /** Whether the team's file could be read when it was last tried. */
  public boolean isOk() {
    return file.map(WatchedFile::isOk).orElse(true);
  }

  /** A team's rows, each of which makes sense over what is known without. */
  private static Map<Key, CodeRow> read(Path file) throws IOException {
    Map<Key, CodeRow> rows = new HashMap<>();
    String name = String.valueOf(file.getFileName());
    for (CodeRow row : RowFile.read(file, CodeRow.class)) {
      Key key = row.key();
      understood(row, Optional.ofNullable(SHIPPED.get(key)));
      if (rows.put(key, row.from(name)) != null) {
        throw new IOException(row + " stands there twice");
      }
    }
    return Map.copyOf(rows);
  }

  private static ChannelCode understood(CodeRow row, Optional<ChannelCode> other)
      throws IOException {
    try {
      return row.over(row.key(), other);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(row + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Map<Key, ChannelCode> shipped() {
    Map<Key, ChannelCode> codes = new HashMap<>();
    try (InputStream csv =
        Objects.requireNonNull(ChannelCodes.class.getResourceAsStream(SHIPPED_FILE))) {
      InputStreamReader text = new InputStreamReader(csv, StandardCharsets.UTF_8);
      for (CodeRow row : RowFile.readCsv(text, CodeRow.class)) {
        if (codes.put(row.key(), understood(row.named(), Optional.empty())) != null) {
          throw new IOException(row + " stands there twice");
        }
      }
      return Map.copyOf(codes);
    } catch (IOException broken) {
      throw new UncheckedIOException("the jar's " + SHIPPED_FILE + " is broken", broken);
    }
  }
}
