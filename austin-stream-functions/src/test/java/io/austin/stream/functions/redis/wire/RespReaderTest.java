package io.austin.stream.functions.redis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RespReaderTest {
  private static final String NEXT = ":42\r\n";

  static Stream<Arguments> replies() {
    return Stream.of(
        Arguments.of("+OK\r\n", "'OK'"),
        Arguments.of("+\r\n", "''"),
        Arguments.of("+QUEUED\r\n", "'QUEUED'"),
        Arguments.of("+QUEUE\r\n", "'QUEUE'"),
        Arguments.of("+" + "long".repeat(50) + "\r\n", "'" + "long".repeat(50) + "'"),
        Arguments.of("-ERR no such key 消息\r\n", "error ERR no such key 消息"),
        Arguments.of(":0\r\n", "0"),
        Arguments.of(":1000\r\n", "1000"),
        Arguments.of(":-1\r\n", "-1"),
        Arguments.of(":9223372036854775807\r\n", "9223372036854775807"),
        Arguments.of(":-9223372036854775808\r\n", "-9223372036854775808"),
        Arguments.of("$6\r\n消息\r\n", "'消息'"),
        Arguments.of("$4\r\n\r\n\r\n\r\n", "'\r\n\r\n'"),
        Arguments.of("$0\r\n\r\n", "''"),
        Arguments.of("$-1\r\n", "null"),
        Arguments.of("*0\r\n", "[]"),
        Arguments.of("*-1\r\n", "null"),
        Arguments.of("*2\r\n$1\r\n7\r\n$-1\r\n", "['7', null]"),
        Arguments.of(
            "*4\r\n:3\r\n-WRONGTYPE wrong kind\r\n*2\r\n+OK\r\n*-1\r\n$1\r\nx\r\n",
            "[3, error WRONGTYPE wrong kind, ['OK', null], 'x']"),
        Arguments.of("*2\r\n+QUEUED\r\n*1\r\n*1\r\n*0\r\n", "['QUEUED', [[[]]]]"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyIsReadHoweverItsBytesCome(String reply, String expected) throws IOException {
    byte[] bytes = (reply + NEXT).getBytes(UTF_8);
    for (int split = 0; split <= bytes.length; split++) {
      assertReads(expected, cutAt(bytes, split));
    }
    assertReads(expected, byteByByte(bytes));
  }

  private static void assertReads(String expected, InputStream in) throws IOException {
    RespReader reader = new RespReader(in);
    assertThat(text(reader.read())).isEqualTo(expected);
    assertThat(reader.read()).isEqualTo(42L);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyThatEndsTooSoonIsALostConnection(String reply, String ignored) {
    byte[] bytes = reply.getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      RespReader reader = new RespReader(new ByteArrayInputStream(bytes, 0, length));
      assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
      assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStringMayBeLongerThanTheBuffer() throws IOException {
    String text = "0123456789".repeat(20_000);
    byte[] bytes = ("$" + text.length() + "\r\n" + text + "\r\n" + NEXT).getBytes(UTF_8);
    for (int split : new int[] {1, 9, 1 << 16, (1 << 16) + 1, bytes.length - 5}) {
      assertReads("'" + text + "'", cutAt(bytes, split));
    }
  }

  @Test
  void manyRepliesMayComeAtOnce() throws IOException {
    int count = 20_000; // more than the buffer takes, at no boundary of a reply
    RespReader reader =
        new RespReader(
            new ByteArrayInputStream("+QUEUED\r\n:-12\r\n".repeat(count).getBytes(UTF_8)));
    for (int i = 0; i < count; i++) {
      assertThat(text(reader.read())).isEqualTo("'QUEUED'");
      assertThat(reader.read()).isEqualTo(-12L);
    }
    assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n", "\r\n", "_\r\n", "%1\r\n"})
  void whatIsNoReplyIsRefused(String noReply) {
    RespReader reader = new RespReader(new ByteArrayInputStream(noReply.getBytes(UTF_8)));
    assertThatThrownBy(reader::read).isInstanceOf(JedisConnectionException.class);
  }

  private static InputStream cutAt(byte[] bytes, int split) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes, 0, split),
        new ByteArrayInputStream(bytes, split, bytes.length - split));
  }

  private static InputStream byteByByte(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1));
      }
    };
  }

  private static String text(Object reply) {
    if (reply instanceof byte[] bytes) {
      return "'" + new String(bytes, UTF_8) + "'";
    }
    if (reply instanceof JedisDataException error) {
      return "error " + error.getMessage();
    }
    if (reply instanceof List<?> list) {
      return list.stream().map(RespReaderTest::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(reply);
  }
}
