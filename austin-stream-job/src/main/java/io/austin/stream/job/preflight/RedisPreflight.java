package io.austin.stream.job.preflight;

import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisEndpoint;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Checks that Redis answers, lets us in, takes writes, and does not evict what must stay. */
final class RedisPreflight {
  private static final Pattern POLICY = Pattern.compile("(?m)^maxmemory_policy:(\\S+)");
  private static final Pattern ROLE = Pattern.compile("(?m)^role:(\\S+)");
  private static final Pattern MODE = Pattern.compile("(?m)^redis_mode:(\\S+)");
  private static final String CLUSTER = "cluster";
  private static final String FORBIDDEN = "NOPERM";

  /** More than the clocks of machines differ that are set by NTP, and than a question takes. */
  private static final Duration TOLERATED_BY_CLOCKS = Duration.ofSeconds(30);

  private static final int KEYS_A_SCAN = 1_000;
  private static final int SCANS = 20;

  private final Findings findings;
  private final RedisEndpoint endpoint;
  private final TraceKeys keys;
  private final Clock clock;

  RedisPreflight(OptionValues options, Findings findings, Clock clock) {
    this.findings = findings;
    this.endpoint = RedisOptions.endpoint(options);
    this.keys = TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX));
    this.clock = clock;
  }

  /** Asks whether a user has the rights that somebody needs, at a node of a cluster or not. */
  interface Rights {
    RedisRights ask(Jedis redis, TraceKeys names, boolean cluster);
  }

  /** Checks what readers need too. */
  void run() {
    run((redis, server) -> {});
  }

  /**
   * Checks all that a job needs.
   *
   * @param needed asks for the rights that it needs
   */
  void runFor(Rights needed) {
    run(
        (redis, server) -> {
          checkClock(redis, server);
          checkRights(needed.ask(redis, keys, endpoint.isCluster()), server);
        });
  }

  private void run(BiConsumer<Jedis, HostAndPort> further) {
    for (HostAndPort master : masters()) {
      boolean answers = false;
      try (Jedis redis = new Jedis(master, config())) {
        ping(redis);
        answers = true;
        checkMode(redis, master);
        checkRole(redis, master);
        checkEviction(redis, master);
        further.accept(redis, master);
      } catch (JedisConnectionException unreachable) {
        findings.error(
            answers && endsConnections(unreachable)
                ? at(
                    master,
                    "answers PING, and ends the connection at a later command, as a proxy does that"
                        + " lacks commands which the job needs (INFO, WATCH, MULTI, EVAL). Name"
                        + " Redis itself in redis.uri")
                : cannotReach(master.toString(), unreachable));
      } catch (JedisDataException refused) {
        told(String.valueOf(refused.getMessage()), master.toString());
      } catch (JedisException failed) {
        findings.error("Redis at " + master + " failed: " + Reason.of(failed) + ".");
      }
    }
  }

  /** By AUTH, as HELLO would let in whoever names a password that nobody asks for. */
  private JedisClientConfig config() {
    return DefaultJedisClientConfig.builder()
        .from(endpoint.clientConfig(Preflight.TIMEOUT))
        .protocol(null)
        .build();
  }

  private static void ping(Jedis redis) {
    try {
      redis.ping();
    } catch (JedisDataException refused) {
      if (!String.valueOf(refused.getMessage()).startsWith(FORBIDDEN)) {
        throw refused;
      }
    }
  }

  private List<HostAndPort> masters() {
    try {
      return Masters.of(endpoint, Preflight.TIMEOUT);
    } catch (JedisDataException refused) {
      told(String.valueOf(refused.getMessage()), endpoint.servers());
    } catch (JedisException unknown) {
      findings.error(
          endpoint.isCluster()
              ? cannotReach(endpoint.servers(), unknown)
              : oneLine(unknown) + ". Correct redis.uri, or redis.sentinel.password.");
    }
    return List.of();
  }

  private static String oneLine(JedisException unknown) {
    String message = String.valueOf(unknown.getMessage());
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }

  private String cannotReach(String server, Throwable failure) {
    return "Redis cannot be reached at "
        + server
        + " ("
        + Reason.of(failure)
        + "). "
        + (isOfTls(failure)
            ? "Set redis.tls.ca to the certificate of the authority that signed the server's, and"
                + " call the server in redis.uri as that does; or, if it speaks no TLS, begin"
                + " redis.uri with redis instead of rediss."
            : "Start it, or correct redis.uri."
                + (isSilent(failure)
                    ? " It takes connections and says nothing: if it speaks no TLS, begin redis.uri"
                        + " with redis instead of rediss."
                    : "")
                + (endsConnections(failure)
                    ? " It takes connections and ends them: if it speaks TLS, begin redis.uri with"
                        + " rediss instead of redis; if it is a proxy that lacks commands which the"
                        + " job needs (WATCH, MULTI, EVAL), name Redis itself."
                    : ""));
  }

  /** As a server is that takes the beginning of TLS for one of a command. */
  private boolean isSilent(Throwable failure) {
    return endpoint.isTls()
        && failure.getCause() instanceof SocketTimeoutException late
        && !String.valueOf(late.getMessage()).startsWith("Connect");
  }

  /** As a server does that waits for TLS, or a proxy at a command that it does not know. */
  private static boolean endsConnections(Throwable failure) {
    return !(failure.getCause() instanceof ConnectException)
        && String.valueOf(failure.getMessage())
            .matches("(?s).*(end of stream|Unknown reply|Connection reset|Broken pipe).*");
  }

  private static boolean isOfTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private void told(String reply, String server) {
    if (reply.startsWith("NOAUTH")) {
      findings.error(
          at(
              server,
              "wants a password. Put it into redis.uri: redis://:password@" + server + "/0"));
    } else if (reply.startsWith("WRONGPASS") || reply.contains("AUTH")) {
      findings.error(
          at(server, "refuses the user or the password in redis.uri (" + reply + "). Correct it"));
    } else if (reply.contains("DB index")) {
      findings.error(at(server, "has no database " + endpoint.database() + ". Correct redis.uri"));
    } else if (reply.equals(ClusterSlots.NO_ENDPOINT)) {
      findings.error(at(server, "is of a Redis Cluster, and " + reply));
    } else if (reply.contains("cluster support disabled")) {
      findings.error(at(server, "is no Redis Cluster. Begin redis.uri with redis://"));
    } else if (reply.startsWith("LOADING")) {
      findings.warning(
          at(server, "is still loading its data; the job waits for it as redis.retry.for says"));
    } else if (!reply.startsWith(FORBIDDEN)) {
      findings.error(at(server, "refuses to work: " + reply));
    } else if (endpoint.isCluster() && reply.contains("cluster|slots")) {
      findings.error(at(server, "does not let this user ask for the slots: grant +cluster|slots"));
    }
  }

  /**
   * Whether somebody has written views beside which the group has no fences: what it counted would
   * count twice. Among many other keys they may not be met, and a user who may not look is not
   * asked to.
   */
  void checkViews(String groupId) {
    String verbatim = keys.messageTrail("").replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
    ScanParams trails = new ScanParams().match(verbatim + "*").count(KEYS_A_SCAN);
    for (HostAndPort master : masters()) {
      try (Jedis redis = new Jedis(master, config())) {
        String cursor = ScanParams.SCAN_POINTER_START;
        for (int scan = 0; scan < SCANS; scan++) {
          ScanResult<String> found = redis.scan(cursor, trails);
          if (!found.getResult().isEmpty()) {
            findings.warning(
                at(
                    master,
                    ("holds trails of messages, and group %s has no fences there: whoever wrote them has"
                            + " counted events that reading from the earliest record counts once more."
                            + " Begin where that job stopped, kafka.start=timestamp:..., or empty the"
                            + " views")
                        .formatted(groupId)));
            return;
          }
          cursor = found.getCursor();
          if (found.isCompleteIteration()) {
            break;
          }
        }
      } catch (JedisException awayOrForbidden) {
        return;
      }
    }
  }

  /** Redis expires keys by its own clock, at moments that the job reckons by its own. */
  private void checkClock(Jedis redis, HostAndPort server) {
    List<String> time;
    try {
      time = redis.time();
    } catch (JedisDataException forbidden) {
      return; // which checkRights tells
    }
    Duration ahead =
        Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(time.get(0))));
    if (ahead.abs().compareTo(TOLERATED_BY_CLOCKS) > 0) {
      findings.warning(
          at(
              server,
              "has a clock that is %d s %s this machine's: receivers' trails of today expire so much"
                      .formatted(
                          ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of")
                  + (ahead.isNegative() ? " too late" : " too early")
                  + ". Set the clocks by NTP"));
    }
  }

  private void checkMode(Jedis redis, HostAndPort server) {
    if (!endpoint.isCluster() && info(redis, "server", MODE).filter(CLUSTER::equals).isPresent()) {
      findings.error(
          at(server, "is a node of a Redis Cluster. Begin redis.uri with redis+cluster://"));
    }
  }

  private void checkRole(Jedis redis, HostAndPort server) {
    if (info(redis, "replication", ROLE).filter("slave"::equals).isPresent()) {
      findings.error(at(server, "is a replica and takes no writes. Put its master into redis.uri"));
    }
  }

  private void checkRights(RedisRights rights, HostAndPort server) {
    String missing = rights.toGrant();
    if (!missing.isEmpty()) {
      findings.error(at(server, "forbids this user what the job does. Grant " + missing));
    }
    if (!rights.unknown().isEmpty()) {
      findings.error(
          at(
              server,
              "does not know "
                  + String.join(", ", rights.unknown())
                  + ", which the job needs. Take out its rename-command, or name another Redis in"
                  + " redis.uri"));
    }
    for (String refusal : rights.refusals()) {
      if (refusal.startsWith("ERR")) {
        told(refusal, server.toString());
      } else {
        findings.warning(
            at(
                server,
                "refuses writes at present ("
                    + refusal
                    + "); the job waits for it as redis.retry.for says"));
      }
    }
  }

  private void checkEviction(Jedis redis, HostAndPort server) {
    info(redis, "memory", POLICY)
        .filter(policy -> policy.startsWith("allkeys-"))
        .ifPresent(
            policy ->
                findings.warning(
                    at(
                        server,
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

  private static String at(Object server, String finding) {
    return "Redis at " + server + " " + finding + ".";
  }
}
