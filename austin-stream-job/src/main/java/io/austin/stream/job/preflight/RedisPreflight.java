package io.austin.stream.job.preflight;

import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.options.OptionValues;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Checks that Redis answers, lets us in, takes writes, and does not evict what must stay. */
final class RedisPreflight {
  private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");
  private static final Pattern ROLE = Pattern.compile("(?m)^role:(\\S+)");

  private final Findings findings;
  private final URI uri;
  private final HostAndPort server;

  RedisPreflight(OptionValues options, Findings findings) {
    this.findings = findings;
    this.uri = options.get(REDIS_URI);
    this.server = new HostAndPort(uri.getHost(), uri.getPort());
  }

  void run() {
    try (Jedis redis = new Jedis(server, config())) {
      redis.ping();
      checkRole(redis);
      checkEviction(redis);
    } catch (JedisConnectionException unreachable) {
      findings.error(
          "Redis cannot be reached at "
              + server
              + " ("
              + Reason.of(unreachable)
              + "). Start it, or correct redis.uri.");
    } catch (JedisDataException refused) {
      told(String.valueOf(refused.getMessage()));
    } catch (JedisException failed) {
      findings.error("Redis at " + server + " failed: " + Reason.of(failed) + ".");
    }
  }

  private JedisClientConfig config() {
    return DefaultJedisClientConfig.builder(uri)
        .timeoutMillis((int) Preflight.TIMEOUT.toMillis())
        .build();
  }

  private void told(String reply) {
    if (reply.startsWith("NOAUTH")) {
      findings.error(
          at("wants a password. Put it into redis.uri: redis://:password@" + server + "/0"));
    } else if (reply.startsWith("WRONGPASS") || reply.contains("AUTH")) {
      findings.error(
          at("refuses the user or the password in redis.uri (" + reply + "). Correct it"));
    } else if (reply.contains("DB index")) {
      findings.error(
          at("has no database" + uri.getPath().replace('/', ' ') + ". Correct redis.uri"));
    } else if (reply.startsWith("LOADING")) {
      findings.warning(
          at("is still loading its data; the job waits for it as redis.retry.for says"));
    } else if (!reply.startsWith("NOPERM")) {
      findings.error(at("refuses to work: " + reply));
    }
  }

  private void checkRole(Jedis redis) {
    if (info(redis, "replication", ROLE).filter("slave"::equals).isPresent()) {
      findings.error(at("is a replica and takes no writes. Put its master into redis.uri"));
    }
  }

  private void checkEviction(Jedis redis) {
    info(redis, "memory", POLICY)
        .filter(policy -> policy.startsWith("allkeys-"))
        .ifPresent(
            policy ->
                findings.warning(
                    at(
                        "has maxmemory-policy "
                            + policy
                            + ": when its memory is full it may evict the progress that makes"
                            + " writes exactly once. Set noeviction, or a volatile- policy")));
  }

  /** A field of INFO; nothing where this user may not know. */
  private static Optional<String> info(Jedis redis, String section, Pattern field) {
    Matcher matcher = field.matcher(unlessForbidden(() -> redis.info(section)));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String unlessForbidden(Supplier<String> command) {
    try {
      return command.get();
    } catch (JedisDataException forbidden) {
      return "";
    }
  }

  private String at(String finding) {
    return "Redis at " + server + " " + finding + ".";
  }
}
