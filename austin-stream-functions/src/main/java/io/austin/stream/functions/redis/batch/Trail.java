package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.Arrays;

/**
 * New entries for one list, oldest first: one push. Key and entries stand in the batch's buffer, as
 * words of the Redis protocol; a trail knows where.
 */
public final class Trail extends KeyUpdate {
  private static final int INITIAL_ENTRIES = 2;

  private final RespBuffer words;
  private final int keyStart;
  private final int keyEnd;
  private final long fingerprint;

  /** Where each entry begins and ends. */
  private int[] entries = new int[2 * INITIAL_ENTRIES];

  private int size;
  private boolean expiryExpected;

  /**
   * A trail without entries.
   *
   * @param words where its key stands, and where its entries are going to
   * @param fingerprint of the key's word
   */
  Trail(RespBuffer words, int keyStart, int keyEnd, long fingerprint, int bucket) {
    super(bucket);
    this.words = words;
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
    this.fingerprint = fingerprint;
  }

  /** A number that tells nearly all keys apart. */
  long fingerprint() {
    return fingerprint;
  }

  /** Whether its key is the word between these places. */
  boolean isNamed(int start, int end) {
    byte[] bytes = words.bytes();
    return Arrays.equals(bytes, keyStart, keyEnd, bytes, start, end);
  }

  /** Adds the entry that is the word between these places. */
  void push(int start, int end) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    entries[2 * size] = start;
    entries[2 * size + 1] = end;
    size++;
  }

  /** How many entries are new. */
  public int size() {
    return size;
  }

  /** Whether the list is thought to have its expiry, so that the transaction sets none. */
  boolean isExpiryExpected() {
    return expiryExpected;
  }

  public void expectExpiry(boolean expected) {
    expiryExpected = expected;
  }

  /** Whether the list did not exist before the push, by its length after it. */
  boolean isNew(long length) {
    return length == size;
  }

  /** A list that was only replayed has an expiry, but nothing to write. */
  @Override
  boolean isEmpty() {
    return size == 0;
  }

  @Override
  public RespBuffer writeKey(RespBuffer out) {
    return out.words(words, keyStart, keyEnd);
  }

  @Override
  public void queueIn(MultiExec transaction) {
    transaction.push(this);
  }

  @Override
  public UpdateKind kind(KnownExpiries standing) {
    if (!expiry().absolute()) {
      return UpdateKind.PUSH_FOR;
    }
    return standing.contains(this, expiry()) ? UpdateKind.PUSH_KNOWN : UpdateKind.PUSH_UNTIL;
  }

  /** The newest entries; older ones would be cut at once. */
  @Override
  public int arguments(int maxEntries) {
    return Math.min(size, maxEntries);
  }

  @Override
  public void writeArguments(RespBuffer out, int maxEntries) {
    writeEntries(out, size - arguments(maxEntries), size);
  }

  /** Adds some of the entries as words. */
  void writeEntries(RespBuffer out, int from, int to) {
    for (int entry = 2 * from; entry < 2 * to; entry += 2) {
      out.words(words, entries[entry], entries[entry + 1]);
    }
  }
}
