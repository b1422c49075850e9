package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.RedisExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/** Redis is shared, and whatever is not a trace in it is nobody's to read here. */
@Timeout(60)
class ForeignKeysIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final String SECRET = "s3cr3t";
  private static final String ENTRY = "{\"businessId\":1,\"state\":10,\"timestamp\":1}";

  @Test
  void keysOfOtherTypesAndShapesAreNotThere() {
    RedisClient client = redis.client();
    client.set("string", SECRET);
    client.hset("hash", SECRET, SECRET);
    client.sadd("set", SECRET);
    client.zadd("zset", 1, SECRET);
    client.xadd("stream", Map.of(SECRET, SECRET), XAddParams.xAddParams());
    client.rpush("queue", SECRET, "{\"password\":\"" + SECRET + "\"}");
    client.rpush("mixed", ENTRY, SECRET);
    client.rpush("almost", ENTRY + SECRET);
    for (int i = 0; i < 20; i++) {
      client.rpush("late", ENTRY);
    }
    client.rpush("late", SECRET);

    for (String key : client.keys("*")) {
      assertNotThere("receiver", key);
      assertThat(console.get("/api/v1/search?q=" + key).body()).doesNotContain(SECRET);
      assertThat(console.running().post("/trace/user", "{\"receiver\":\"" + key + "\"}").body())
          .doesNotContain(SECRET);
    }
  }

  @Test
  void whatIsNoListOfACallersMessagesIsNotThere() {
    RedisClient client = redis.client();
    client.set("Austin:Stream:Caller:string", SECRET);
    client.rpush("Austin:Stream:Caller:list", SECRET);
    client.rpush("Austin:Stream:Caller:nameless", ENTRY);

    assertNotThere("caller", "string");
    assertNotThere("caller", "list");
    assertThat(console.of("caller", "nameless").at("/messages")).isEmpty();
    assertThat(console.get("/api/v1/search?q=string").at("/hits")).isEmpty();
    client.set("Austin:MessageId:taken", SECRET);
    new Written(client).takenInFor("order-1", "taken", businessId(5), NOON);
    assertThat(console.of("caller", "order-1").at("/messages/0/outcome").isNull()).isTrue();
  }

  @Test
  void hashesThatAreNoTotalsAreNotThere() {
    RedisClient client = redis.client();
    client.hset("42", Map.of("10", SECRET));
    client.hset("43", Map.of("name", "5"));
    client.hset("44", Map.of("10", "-5"));
    client.hset("45", Map.of("99999999999", "5"));
    client.set("46", SECRET);
    for (int i = 0; i < 1025; i++) {
      client.hset("47", String.valueOf(i), "1");
    }

    for (String key : client.keys("*")) {
      assertNotThere("template", key);
      assertNotThere("template/minutes", key);
      assertThat(console.get("/api/v1/search?q=" + key).at("/hits")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Austin:Stream:Anything", "Austin:MessageId:m1", "Austin:MessageId:"})
  void otherViewsKeysAreNoReceivers(String key) {
    redis.client().lpush(key, ENTRY);

    assertNotThere("receiver", key);
  }

  @Test
  void detailsOfAnotherTypeAreLeftOut() {
    long id = businessId(5);
    new Written(redis.client()).totals(id, Map.of(10, 3));
    redis.client().set("Austin:Stream:Minutes:" + id, SECRET);
    redis.client().hset("Austin:Stream:Receivers:" + id + ":10", "a", SECRET);
    redis.client().set("Austin:Stream:Newest", SECRET);

    assertThat(console.of("template", "5").at("/states/0/distinct").isNull()).isTrue();
    assertThat(console.of("template/minutes", "5").at("/available").asBoolean()).isFalse();
    assertThat(console.get("/api/v1/templates").status()).isEqualTo(200);
    assertThat(console.get("/api/v1/health").status()).isEqualTo(200);
  }

  @Test
  void journeysOfAnotherTypeAreLeftOut() {
    long id = businessId(6);
    new Written(redis.client()).totals(id, Map.of(10, 3));
    JourneyKeys keys = JourneyKeys.among(TraceKeys.unprefixed());
    for (String key :
        List.of(
            keys.progress(),
            keys.stuckTemplates(),
            keys.stuck(id),
            keys.stuckExamples(id),
            keys.outcomes(id),
            keys.latencies(id),
            keys.recentLatencies(id),
            keys.slowest(id))) {
      redis.client().set(key, SECRET);
    }

    for (String path :
        List.of(
            "stuck?limit=3",
            "stuck/template?id=" + id,
            "latency?id=" + id,
            "latency",
            "templates?limit=3",
            "template?id=" + id)) {
      RunningConsole.Answer answer = console.get("/api/v1/" + path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain(SECRET);
    }
    redis.client().del(keys.stuckTemplates(), keys.latencies(id), keys.slowest(id));
    redis.client().zadd(keys.stuckTemplates(), Map.of(SECRET, 3.0, "-5", 1.0));
    redis.client().hset(keys.latencies(id), Map.of(SECRET, "1", "5:" + SECRET, "1", ":", "x"));
    redis.client().zadd(keys.slowest(id), 5, SECRET);
    RunningConsole.Answer stuck = console.get("/api/v1/stuck?limit=4");
    assertThat(stuck.at("/templates")).isEmpty();
    RunningConsole.Answer latency = console.get("/api/v1/latency?day=20221224&id=" + id);
    assertThat(latency.number("/took/count")).isZero();
    assertThat(latency.at("/slowest")).isEmpty();
  }

  @Test
  void onlyKeysBehindThePrefixAreSeen() {
    new Written(redis.client()).message("alice", "m1", businessId(5), NOON, 10);

    try (RunningConsole other = RunningConsole.over(redis.uri(), "redis.key.prefix", "test:")) {
      assertThat(other.of("receiver", "alice").status()).isEqualTo(404);
      assertThat(other.of("message", "m1").status()).isEqualTo(404);
    }
  }

  private static void assertNotThere(String view, String id) {
    RunningConsole.Answer answer = console.of(view, id);
    assertThat(answer.status()).as(view + " " + id + ": " + answer.body()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain(SECRET);
  }
}
