package io.austin.stream.console.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Reads trails. A key counts as one only if it is a list and every value read from it is an entry.
 * A short trail takes one round trip; a long one takes a second, after the first has shown that its
 * entries are some and how large they are. Nothing is kept.
 */
public final class TrailReader {
  /** How many entries of a trail are shown at most, the newest. */
  public static final int MAX_ENTRIES = 1000;

  private static final int FIRST_ENTRIES = 16;
  private static final int MAX_BYTES = 4 << 20;

  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public TrailReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** A message's trail; empty where there is none. */
  public Optional<Trail> message(String messageId) {
    return read(keys.messageTrail(messageId));
  }

  /** A receiver's trail; empty where there is none, or its key is another view's. */
  public Optional<Trail> receiver(String receiver) {
    return ofReceiver(receiver).flatMap(this::read);
  }

  /** The messages of one of the caller's ids; empty where there are none. */
  public Optional<Trail> caller(String bizId) {
    return read(keys.callerTrail(bizId));
  }

  /**
   * The newest few entries of those messages that there are; of a trail that is not truncated, all
   * of them.
   */
  public Map<String, Trail> beginningsOfMessages(Collection<String> messageIds) {
    return beginnings(messageIds, id -> Optional.of(keys.messageTrail(id)));
  }

  /** The newest few entries, as {@link #beginningsOfMessages}. */
  public Map<String, Trail> beginningsOfReceivers(Collection<String> receivers) {
    return beginnings(receivers, this::ofReceiver);
  }

  /** The newest few entries, as {@link #beginningsOfMessages}. */
  public Map<String, Trail> beginningsOfCallers(Collection<String> bizIds) {
    return beginnings(bizIds, id -> Optional.of(keys.callerTrail(id)));
  }

  /** The whole of a message's trail that begins so. */
  public Optional<Trail> wholeOfMessage(String messageId, Trail beginning) {
    return beginning.isTruncated() ? message(messageId) : Optional.of(beginning);
  }

  /** The whole of a receiver's trail that begins so. */
  public Optional<Trail> wholeOfReceiver(String receiver, Trail beginning) {
    return beginning.isTruncated() ? receiver(receiver) : Optional.of(beginning);
  }

  private Map<String, Trail> beginnings(
      Collection<String> ids, Function<String, Optional<String>> key) {
    return redis.read(
        pipeline -> {
          Map<String, RedisConnections.Reading<Optional<Trail>>> readings = new LinkedHashMap<>();
          for (String id : ids) {
            key.apply(id).ifPresent(it -> readings.put(id, entries(pipeline, it, FIRST_ENTRIES)));
          }
          return () -> {
            Map<String, Trail> there = new LinkedHashMap<>();
            readings.forEach(
                (id, reading) -> reading.get().ifPresent(trail -> there.put(id, trail)));
            return there;
          };
        });
  }

  /** The key, unless it is another view's. */
  private Optional<String> ofReceiver(String receiver) {
    return keys.isReserved(receiver) ? Optional.empty() : Optional.of(keys.receiverTrail(receiver));
  }

  private Optional<Trail> read(String key) {
    Optional<Trail> beginning = read(key, FIRST_ENTRIES);
    if (beginning.isEmpty() || !beginning.get().isTruncated()) {
      return beginning;
    }
    // From the beginning once more: what was pushed meanwhile would shift a continuation.
    return read(key, affordable(beginning.get()));
  }

  private Optional<Trail> read(String key, int limit) {
    return redis.read(pipeline -> entries(pipeline, key, limit));
  }

  private static RedisConnections.Reading<Optional<Trail>> entries(
      AbstractPipeline pipeline, String key, int limit) {
    Response<Long> length = pipeline.llen(key);
    Response<List<String>> values = pipeline.lrange(key, 0, limit - 1);
    return () ->
        Replies.unlessForeign(length)
            .flatMap(all -> Replies.unlessForeign(values).flatMap(some -> trail(some, all)));
  }

  private static Optional<Trail> trail(List<String> values, long length) {
    List<SimpleAnchorInfo> entries = new ArrayList<>(values.size());
    try {
      for (String value : values) {
        entries.add(SimpleAnchorInfoCodec.read(value));
      }
    } catch (InvalidEventException foreign) {
      return Optional.empty();
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trail(entries, Math.max(length, entries.size())));
  }

  /** How many entries of this size may be read. */
  private static int affordable(Trail beginning) {
    int largest =
        beginning.newestFirst().stream()
            .mapToInt(entry -> SimpleAnchorInfoCodec.toJson(entry).getBytes(UTF_8).length)
            .max()
            .orElse(1);
    return Math.max(FIRST_ENTRIES, Math.min(MAX_ENTRIES, MAX_BYTES / largest));
  }
}
