package io.austin.stream.functions.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Commands in the Redis protocol, encoded as they are asked for, to be sent in one go. A command is
 * its number of words and then the words; see the Redis serialization protocol specification,
 * "Sending commands to a Redis server".
 */
final class RespBuffer {
  private static final int INITIAL_BYTES = 64 << 10;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Begins a command of so many words, its name included. */
  RespBuffer command(int words, String name) {
    header('*', words);
    return word(name.getBytes(StandardCharsets.US_ASCII));
  }

  RespBuffer word(byte[] word) {
    header('$', word.length);
    reserve(word.length + 2);
    System.arraycopy(word, 0, bytes, length, word.length);
    length += word.length;
    return endOfLine();
  }

  RespBuffer word(RedisKey key) {
    return word(key.bytes());
  }

  RespBuffer word(String word) {
    return word(word.getBytes(StandardCharsets.UTF_8));
  }

  RespBuffer word(long number) {
    return word(Long.toString(number));
  }

  private void header(char type, int number) {
    reserve(13);
    bytes[length++] = (byte) type;
    digits(number);
    endOfLine();
  }

  private void digits(int number) {
    if (number >= 10) {
      digits(number / 10);
    }
    bytes[length++] = (byte) ('0' + number % 10);
  }

  private RespBuffer endOfLine() {
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** Writes everything out and is empty again. */
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    out.flush();
    clear();
  }

  void clear() {
    length = 0;
  }
}
