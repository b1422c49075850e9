package io.austin.stream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.kafka.Receivers;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who was forgotten, and up to when: in the warehouse's folder {@code forgotten} a file for each is
 * named by a keyed hash and a time, and empty. Rows of his whose event is no later are not there
 * any more, and are not written again.
 */
final class Forgotten {
  private static final Pattern TOMBSTONE = Pattern.compile("([0-9a-f]{64})-(\\d{1,18})");
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final @Nullable String given;
  private @Nullable Receivers hashes;
  private Map<String, Long> until = Map.of();
  private long latest = Long.MIN_VALUE;

  /** Those of a warehouse; none until it is refreshed. */
  Forgotten(Warehouse warehouse) {
    this.folder = warehouse.resolve("forgotten");
    this.given = warehouse.key().orElse(null);
  }

  /** The folder. */
  Path folder() {
    return folder;
  }

  /**
   * Learns of those who were forgotten since.
   *
   * @throws UsageException when there are some, and not the key by which they are known
   */
  void refresh() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Map<String, Long> found = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> TOMBSTONE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(it -> found.merge(it.group(1), Long.parseLong(it.group(2)), Math::max));
    }
    if (!found.isEmpty() && hashes == null) {
      hashes = hashes(false);
    }
    until = found;
    latest = found.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
  }

  /**
   * Whether a row is forgotten. What is later than everybody's time, as all that comes now, costs a
   * comparison, and everything else a hash.
   *
   * @param time of the event, as its row has it
   */
  boolean covers(String receiver, long time) {
    return time <= latest
        && until.getOrDefault(Objects.requireNonNull(hashes).show(receiver), Long.MIN_VALUE)
            >= time;
  }

  /** Puts down that somebody is forgotten, for ever, and returns what he is called there. */
  String add(String receiver, long time) throws IOException {
    Files.createDirectories(folder);
    Receivers known = hashes(true);
    hashes = known;
    String hash = known.show(receiver);
    create(hash + "-" + time, "");
    refresh();
    return hash;
  }

  /**
   * The hashes by the one key.
   *
   * @param makes a key, where there is none
   */
  private Receivers hashes(boolean makes) throws IOException {
    if (given == null && makes && !Files.exists(folder.resolve("check"))) {
      byte[] random = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(random);
      create("key", HexFormat.of().formatHex(random));
    }
    Receivers known = Receivers.hashed(given == null ? fromFile() : given);
    String check = known.show("archive.key");
    if (makes) {
      create("check", check);
    }
    if (!Files.readString(folder.resolve("check")).equals(check)) {
      throw new UsageException(
          "archive.key is another one than that by which receivers were forgotten in %s: give that one."
              .formatted(folder));
    }
    return known;
  }

  private String fromFile() throws IOException {
    Path file = folder.resolve("key");
    if (!Files.isReadable(file)) {
      throw new UsageException(
          "archive.key is missing, by which receivers were forgotten, and %s cannot be read: give the"
                  .formatted(file)
              + " key, put the file back, or run this as its owner.");
    }
    return Files.readString(file);
  }

  /** A file for its owner alone, whole and on the disk or not there; one that is there stays. */
  private void create(String name, String content) throws IOException {
    Path written = Files.createTempFile(folder, "new-", "");
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
        channel.force(true);
      }
      Files.createLink(folder.resolve(name), written);
      try (FileChannel directory = FileChannel.open(folder)) {
        directory.force(true);
      }
    } catch (FileAlreadyExistsException there) {
      // By somebody else who was quicker, or an earlier call.
    } finally {
      Files.delete(written);
    }
  }

  /** How many there are. */
  int size() {
    return until.size();
  }
}
