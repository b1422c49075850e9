package io.austin.stream.functions.redis.wire;

import io.austin.stream.common.Decimals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Commands in the Redis protocol, encoded as they are asked for, to be sent in one go. A command is
 * its number of words and then the words; see the Redis serialization protocol specification,
 * "Sending commands to a Redis server".
 */
public final class RespBuffer {
  private static final int INITIAL_BYTES = 64 << 10;
  private static final int LONGEST_NUMBER = 20;
  private static final char LAST_ASCII = 0x7F;

  /** What arrays can hold, on all JVMs. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;
  private int commands;

  public RespBuffer() {
    this(INITIAL_BYTES);
  }

  /** An empty buffer that has room for so many bytes, and grows. */
  public RespBuffer(int room) {
    bytes = new byte[room];
  }

  /** Begins a command of so many words, its name included. */
  public RespBuffer command(int words, Command name) {
    commands++;
    header('*', words);
    append(name.word());
    return this;
  }

  public RespBuffer word(byte[] word) {
    header('$', word.length);
    append(word);
    return endOfLine();
  }

  public RespBuffer word(RedisKey key) {
    return word(key.bytes());
  }

  /** Adds a word in UTF-8. Nearly all are ASCII, whose bytes are put down without a detour. */
  public RespBuffer word(String word) {
    int start = length;
    int chars = word.length();
    header('$', chars);
    reserve(chars);
    for (int i = 0; i < chars; i++) {
      char c = word.charAt(i);
      if (c > LAST_ASCII) {
        truncate(start);
        return word(word.getBytes(StandardCharsets.UTF_8));
      }
      bytes[length++] = (byte) c;
    }
    return endOfLine();
  }

  /** Adds words that another buffer holds between these places. */
  public RespBuffer words(RespBuffer other, int start, int end) {
    reserve(end - start);
    System.arraycopy(other.bytes, start, bytes, length, end - start);
    length += end - start;
    return this;
  }

  public RespBuffer word(long number) {
    int digits = Decimals.length(number);
    header('$', digits);
    reserve(digits);
    number(number, digits);
    return endOfLine();
  }

  private void header(char type, int number) {
    reserve(1 + LONGEST_NUMBER);
    bytes[length++] = (byte) type;
    number(number, Decimals.length(number));
    endOfLine();
  }

  private void number(long number, int digits) {
    length += digits;
    Decimals.write(number, bytes, length);
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private RespBuffer endOfLine() {
    reserve(2);
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  private void reserve(int more) {
    int wanted = Math.addExact(length, more);
    if (wanted > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(wanted, Math.min(2L * bytes.length, LONGEST)));
    }
  }

  /** Writes everything out and is empty again. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    out.flush();
    clear();
  }

  /** What it holds, up to {@link #length}; not to be changed, and another array once it grows. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public void clear() {
    length = 0;
    commands = 0;
  }

  /** How many commands it holds, each of which is answered. */
  int commands() {
    return commands;
  }

  /** Drops what stands behind this place. */
  public void truncate(int newLength) {
    length = newLength;
  }
}
