package io.austin.stream.verify.model;

import java.util.List;
import java.util.Map;

/**
 * What stands at a key.
 *
 * @param type as Redis names it: {@code list}, {@code hash}, {@code string} ...; of HyperLogLogs
 *     {@link #HYPER_LOG_LOG}
 * @param list the list's entries from its head on; empty for other types
 * @param hash the hash's fields, or a sorted set's members with their scores; empty for other types
 * @param text the string, or how many elements a HyperLogLog counts; empty for other types
 * @param expiresAt when it expires by Redis's clock, in milliseconds since the epoch, or {@link
 *     #NEVER}
 * @param readAt when the expiry was read by Redis's clock, in milliseconds since the epoch
 */
public record RedisValue(
    String type,
    List<String> list,
    Map<String, String> hash,
    String text,
    long expiresAt,
    long readAt) {
  /** The expiry of a key that has none. */
  public static final long NEVER = -1;

  /** Redis's name of lists. */
  public static final String LIST = "list";

  /** Redis's name of hashes. */
  public static final String HASH = "hash";

  /** Redis's name of strings. */
  public static final String STRING = "string";

  /** Redis's name of sorted sets. */
  public static final String SORTED_SET = "zset";

  /** What Redis calls a string and counts distinct elements with. */
  public static final String HYPER_LOG_LOG = "hyperloglog";

  static RedisValue list(List<String> entries, long expiresAt, long readAt) {
    return new RedisValue(LIST, entries, Map.of(), "", expiresAt, readAt);
  }

  static RedisValue hash(Map<String, String> fields, long expiresAt, long readAt) {
    return new RedisValue(HASH, List.of(), fields, "", expiresAt, readAt);
  }

  static RedisValue string(String text, long expiresAt, long readAt) {
    return new RedisValue(STRING, List.of(), Map.of(), text, expiresAt, readAt);
  }

  static RedisValue sortedSet(Map<String, String> scores, long expiresAt, long readAt) {
    return new RedisValue(SORTED_SET, List.of(), scores, "", expiresAt, readAt);
  }

  static RedisValue hyperLogLog(long count, long expiresAt, long readAt) {
    return new RedisValue(
        HYPER_LOG_LOG, List.of(), Map.of(), Long.toString(count), expiresAt, readAt);
  }

  static RedisValue other(String type, long expiresAt, long readAt) {
    return new RedisValue(type, List.of(), Map.of(), "", expiresAt, readAt);
  }

  boolean isList() {
    return type.equals(LIST);
  }

  boolean isHash() {
    return type.equals(HASH);
  }

  boolean expires() {
    return expiresAt != NEVER;
  }
}
