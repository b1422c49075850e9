package io.austin.stream.functions.journey;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.functions.QuietLog;
import io.austin.stream.functions.redis.wire.RedisError;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One attempt of the job as Redis knows it: a name of its own, and how often it has written. Each
 * write is a script that goes on only where Redis holds what the last one left, and counts itself.
 * So an older attempt that still lives is refused, a write that was given up and arrives late is
 * refused, and a Redis that went back or was emptied is noticed at the next write.
 *
 * <p>After a lost connection the name changes, so that a write in doubt is refused from then on.
 */
final class Incarnation {
  private static final Logger LOG = LoggerFactory.getLogger(Incarnation.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** The shortest time after which Redis closes connections that are not used. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final String WRITE =
      """
      local now = redis.call('GET', KEYS[1])
      if now ~= ARGV[1] then return now or '' end
      local i = 4
      while i <= #ARGV do
        local words = tonumber(ARGV[i])
        redis.call(unpack(ARGV, i + 1, i + words))
        i = i + words + 1
      end
      redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      return ARGV[2]
      """;

  /** Gives it a new name where its name is one of these. */
  private static final String RENAME =
      """
      local now = redis.call('GET', KEYS[1]) or ''
      for i = 3, #ARGV do
        if now == ARGV[i] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
      end
      return now
      """;

  private static final String BEGIN =
      """
      redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
      redis.call('HSET', KEYS[2], 'begun', ARGV[3])
      redis.call('PEXPIRE', KEYS[2], ARGV[2])
      for i = 3, #KEYS do redis.call('DEL', KEYS[i]) end
      return ARGV[1]
      """;

  private final QuietLog log = new QuietLog(LOG, Duration.ofSeconds(10));
  private final UnifiedJedis redis;
  private final JourneyKeys keys;
  private final JourneyOptions options;
  private final String lifetime;
  private String name = newName();
  private long writes;
  private long usedAt;

  Incarnation(UnifiedJedis redis, JourneyOptions options, JourneyKeys keys) {
    this.redis = redis;
    this.options = options;
    this.keys = keys;
    this.lifetime = String.valueOf(options.keep().toMillis());
  }

  /**
   * Takes the place of whoever wrote before. Which templates have stuck journeys and which
   * incidents are open is told anew, if at all; readers know by when it began that it is not told
   * yet.
   *
   * @throws IOException when Redis says no for good, or can't be reached for as long as it is tried
   */
  void begin() throws IOException, InterruptedException {
    trying(
        () ->
            redis.eval(
                BEGIN,
                List.of(
                    keys.incarnation(),
                    keys.progress(),
                    keys.stuckTemplates(),
                    keys.incidents(),
                    keys.openIncidents()),
                List.of(last(), lifetime, String.valueOf(System.currentTimeMillis()))));
  }

  /**
   * Does these commands, all or none of them.
   *
   * @param touched the keys that they concern
   * @throws IncarnationLostException when Redis holds something else than this attempt left
   * @throws IOException when Redis says no for good, or can't be reached for as long as it is tried
   */
  void write(List<String> touched, List<List<String>> commands)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(keys.incarnation()));
    all.addAll(touched);
    List<String> possible = new ArrayList<>();
    trying(
        () -> {
          if (!possible.isEmpty()) {
            rename(possible);
          }
          String before = last();
          String after = name + ":" + (writes + 1);
          possible.add(before);
          possible.add(after);
          requireOwn(redis.eval(WRITE, all, arguments(before, after, commands)), List.of(after));
          writes++;
        });
  }

  /**
   * Goes on under a new name, where Redis holds one of those that it may have by now. What was in
   * doubt is then refused, should it still arrive, and is sent again: it does no harm twice.
   */
  private void rename(List<String> possible) throws IncarnationLostException {
    String next = newName();
    possible.add(next + ":0");
    List<String> arguments = new ArrayList<>(List.of(next + ":0", lifetime));
    arguments.addAll(possible);
    requireOwn(redis.eval(RENAME, List.of(keys.incarnation()), arguments), possible);
    name = next;
    writes = 0;
  }

  private List<String> arguments(String before, String after, List<List<String>> commands) {
    List<String> arguments = new ArrayList<>(List.of(before, after, lifetime));
    for (List<String> words : commands) {
      arguments.add(String.valueOf(words.size()));
      arguments.addAll(words);
    }
    return arguments;
  }

  private String last() {
    return name + ":" + writes;
  }

  private void requireOwn(Object held, List<String> own) throws IncarnationLostException {
    if (!own.contains(String.valueOf(held))) {
      throw lost(held);
    }
  }

  private IncarnationLostException lost(Object held) {
    return new IncarnationLostException(
        "Redis at "
            + options.endpoint().servers()
            + (String.valueOf(held).isEmpty()
                ? " lost what this job wrote of journeys"
                : " went back, or another job or attempt of this one writes journeys")
            + "; this one begins anew and writes all that is shown once more");
  }

  private static String newName() {
    return UUID.randomUUID().toString();
  }

  /** What Redis says no to for good, such as a log-in that it refuses. */
  private static boolean isFinal(JedisException failed) {
    return failed instanceof JedisDataException refused && !RedisError.passes(refused);
  }

  private static boolean isClosed(JedisException failed) {
    return failed instanceof JedisConnectionException
        && !(failed.getCause() instanceof SocketTimeoutException);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** That Redis closed a connection that was not used for a while is no trouble. */
  private void trying(Attempt attempt) throws IOException, InterruptedException {
    long now = System.nanoTime();
    long deadline = now + options.retryFor().toNanos();
    boolean idle = now - usedAt >= IDLE.toNanos();
    while (true) {
      try {
        attempt.run();
        usedAt = System.nanoTime();
        return;
      } catch (JedisException failed) {
        if (idle && isClosed(failed)) {
          idle = false;
          continue;
        }
        String what =
            "Redis at " + options.endpoint().servers() + ": " + String.valueOf(failed.getMessage());
        if (isFinal(failed) || System.nanoTime() - deadline >= 0) {
          throw new IOException(what, failed);
        }
        log.warn("{}; trying again", what);
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }
}
