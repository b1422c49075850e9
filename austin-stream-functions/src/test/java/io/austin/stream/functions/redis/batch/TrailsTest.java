package io.austin.stream.functions.redis.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

class TrailsTest {
  private static final int BUCKETS = 128;

  private final Trails trails = new Trails(BUCKETS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "13711112222",
        "Austin:MessageId:1",
        "张三",
        "{tag}rest",
        "{}",
        "a{b",
        "}{",
        "{{x}}"
      })
  void belongsToTheBucketOfItsSlot(String name) {
    assertThat(trails.of(name).bucket()).isEqualTo(JedisClusterCRC16.getSlot(name) % BUCKETS);
    assertThat(RedisKey.of(name).bucket(BUCKETS)).isEqualTo(trails.of(name).bucket());
  }

  @Test
  void oneNameIsOneTrailAmongThousands() {
    List<String> names = IntStream.range(0, 50_000).mapToObj(i -> "receiver" + i).toList();
    List<Trail> met = names.stream().map(trails::of).toList();

    assertThat(names.stream().map(trails::of).toList()).isEqualTo(met).doesNotHaveDuplicates();
  }

  @Test
  void pushesItsEntriesInOneCommandWhoeverElseGotThem() throws IOException {
    byte[] shared = "{\"state\":10}".getBytes(UTF_8);
    Trail first = trails.of("张三");
    Trail second = trails.of("13711112222");
    trails.push(first, shared);
    trails.push(second, shared);
    for (String entry : List.of("a", "b", "c")) {
      trails.push(first, entry.getBytes(UTF_8));
    }

    assertThat(sent(first))
        .contains("*6\r\n$5\r\nLPUSH\r\n$6\r\n张三\r\n$12\r\n{\"state\":10}\r\n$1\r\na\r\n$1\r\nb");
    assertThat(sent(second))
        .contains("*3\r\n$5\r\nLPUSH\r\n$11\r\n13711112222\r\n$12\r\n{\"state\":10}\r\n");
  }

  @Test
  void forgetsAll() throws IOException {
    byte[] entry = {'x'};
    trails.push(trails.of("list"), entry);

    trails.clear();

    assertThat(trails.of("list").isEmpty()).isTrue();
    trails.push(trails.of("list"), entry);
    assertThat(sent(trails.of("list"))).contains("$4\r\nlist\r\n$1\r\nx\r\n");
  }

  private static String sent(Trail trail) throws IOException {
    RespBuffer out = new RespBuffer();
    trail.queueIn(MultiExec.in(out));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    out.drainTo(sent);
    return sent.toString(UTF_8);
  }
}
