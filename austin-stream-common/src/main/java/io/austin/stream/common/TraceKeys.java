package io.austin.stream.common;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * The names of the keys in Redis. Names and types are fixed: austin's own pages read them. Keys
 * that this project adds of its own start with {@link #OWN}.
 */
public final class TraceKeys {
  /** The prefix of every key that only this project reads and writes. */
  public static final String OWN = "Austin:Stream:";

  private static final String MESSAGE_TRAILS = "Austin:MessageId:";

  private final String prefix;
  private final String messageTrails;

  private TraceKeys(String prefix) {
    this.prefix = prefix;
    this.messageTrails = prefix + MESSAGE_TRAILS;
  }

  /** The names without a prefix, as austin's pages read them. */
  public static TraceKeys unprefixed() {
    return withPrefix("");
  }

  /** The names behind a prefix, to keep two environments apart in one Redis. */
  public static TraceKeys withPrefix(String prefix) {
    return new TraceKeys(prefix);
  }

  /** The list of a message's steps, newest first. */
  public String messageTrail(String messageId) {
    return messageTrails.concat(messageId);
  }

  /** The list of what a receiver got today, newest first. */
  public String receiverTrail(String receiver) {
    return prefix.concat(receiver);
  }

  /** The hash of a template's receivers by state. */
  public String templateTotals(long businessId) {
    return prefix + businessId;
  }

  /** The sorted set of a day's business ids; score = receivers that were taken in. */
  public String templatesOf(LocalDate day) {
    return own("Templates:" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
  }

  /**
   * The hash of a template's receivers by minute and state; field = minute of the business id's
   * day, a colon, the state: {@code 615:60} is what was sent at 10:15.
   */
  public String templateMinutes(long businessId) {
    return own("Minutes:" + businessId);
  }

  /**
   * The list of the messages of one id of the caller's, newest first: of each the entry that it has
   * in a receiver's trail when it is taken in.
   */
  public String callerTrail(String bizId) {
    return own("Caller:".concat(bizId));
  }

  /** The HyperLogLog of a template's distinct receivers in a state. */
  public String templateReceivers(long businessId, int state) {
    return own("Receivers:" + businessId + ":" + state);
  }

  /**
   * The hash of how far the stream has come; field = {@code group:topicId:partition}, value = the
   * time of the newest event applied and the time at which it was, both in epoch milliseconds with
   * a space between.
   */
  public String newestEvents() {
    return own("Newest");
  }

  /**
   * The hash of jobs' reports; field = {@code group:topic}, value = {@link ProgressReport#toText}.
   */
  public String progress() {
    return own("Progress");
  }

  /** A key of this project's own. */
  public String own(String name) {
    return prefix + OWN + name;
  }

  /**
   * Whether a receiver has no trail, since its key would be named like one of this project's own or
   * like a message's trail, be it behind another prefix: whoever could name a receiver so could
   * make another job's fence expire.
   */
  public boolean isReserved(String receiver) {
    String key = receiverTrail(receiver);
    return holdsInReceiver(key, OWN) || holdsInReceiver(key, MESSAGE_TRAILS);
  }

  /** Whether a key holds a name that ends behind the prefix. */
  private boolean holdsInReceiver(String key, String name) {
    return key.indexOf(name, Math.max(0, prefix.length() - name.length() + 1)) >= 0;
  }

  /** Whether a key is this project's own. */
  public boolean isOwn(String key) {
    return key.startsWith(OWN, prefix.length()) && key.startsWith(prefix);
  }

  /** What stands before every key; empty by default. */
  public String prefix() {
    return prefix;
  }
}
