package io.austin.stream.functions.redis.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads the replies of Redis; see the Redis serialization protocol specification, RESP2. A
 * transaction is answered once when a command is queued and once when it is executed, so these are
 * read without making an object of each.
 */
final class RespReader {
  private static final byte[] QUEUED = "QUEUED".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;

  RespReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next reply: a {@link Long}, {@code byte[]}, list or {@code null}; an error that Redis
   * replied is returned as the {@link JedisDataException} that it would be.
   *
   * @throws IOException when the connection is lost or the reply is overdue
   */
  @Nullable Object read() throws IOException {
    byte type = next();
    return switch (type) {
      case '+' -> status();
      case '-' -> new JedisDataException(new String(line(), StandardCharsets.UTF_8));
      case ':' -> number();
      case '$' -> bulk((int) number());
      case '*' -> list((int) number());
      default -> throw new JedisConnectionException("no reply of Redis begins with byte " + type);
    };
  }

  private byte[] status() throws IOException {
    int end = position + QUEUED.length;
    if (end + 2 <= limit && Arrays.equals(buffer, position, end, QUEUED, 0, QUEUED.length)) {
      position = end + 2;
      return QUEUED;
    }
    return line();
  }

  private byte[] line() throws IOException {
    byte[] line = new byte[64];
    int length = 0;
    for (byte b = next(); b != '\r'; b = next()) {
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = b;
    }
    next();
    return Arrays.copyOf(line, length);
  }

  private long number() throws IOException {
    long number = 0;
    byte first = next();
    for (byte b = first == '-' ? next() : first; b != '\r'; b = next()) {
      number = number * 10 + b - '0';
    }
    next();
    return first == '-' ? -number : number;
  }

  private byte @Nullable [] bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bulk = new byte[length];
    for (int i = 0; i < length; i++) {
      bulk[i] = next();
    }
    next();
    next();
    return bulk;
  }

  private @Nullable List<@Nullable Object> list(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(read());
    }
    return list;
  }

  private byte next() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit < 0) {
        limit = 0;
        throw new IOException("Redis closed the connection");
      }
    }
    return buffer[position++];
  }
}
