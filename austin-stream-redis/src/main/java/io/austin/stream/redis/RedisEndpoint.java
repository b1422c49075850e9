package io.austin.stream.redis;

import java.io.IOException;
import java.io.Serializable;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;

/**
 * Where a Redis is and how to log in to it. Its text form never shows a password. It holds all that
 * is needed, the certificates too, so that it may be sent to other machines.
 */
public final class RedisEndpoint implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What {@link #parse} accepts. */
  public static final String ACCEPTED =
      "redis://[user:password@]host:port/db,"
          + " redis+sentinel://[user:password@]host:port,host:port/<master's name>/db or"
          + " redis+cluster://[user:password@]host:port,host:port, over TLS with rediss, and with"
          + " special characters of the password written as %XX";

  private static final int DEFAULT_PORT = 6379;
  private static final int DEFAULT_SENTINEL_PORT = 26379;

  private static final String CHARACTER = "(?:[\\w.~!$&'()*+,;=-]|%[0-9a-fA-F]{2})";
  private static final Pattern URI =
      Pattern.compile(
          "(?<scheme>rediss?(?:\\+sentinel|\\+cluster)?)://"
              + "(?:(?<user>C*):(?<password>(?:C|:)*)@)?".replace("C", CHARACTER)
              + "(?<nodes>[^/?#@]+)"
              + "(?:/(?<path>[^?#]*))?");
  private static final Pattern NODE =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(?<port>\\d{1,5}))?");
  private static final Pattern MASTER_AND_DATABASE =
      Pattern.compile("(?<master>[\\w.-]+)(?:/(?<database>\\d{0,5}))?");

  /** What stands behind an address. */
  public enum Kind {
    /** One server. */
    SINGLE,
    /** A master and its replicas, of which Sentinels know which is which. */
    SENTINEL,
    /** A Redis Cluster. */
    CLUSTER
  }

  private final Kind kind;
  private final boolean tls;
  private final @Nullable String rawUser;
  private final @Nullable String rawPassword;
  private final List<HostAndPort> nodes;
  private final String masterName;
  private final int database;
  private final @Nullable String authorities;
  private final @Nullable String sentinelUser;
  private final @Nullable String sentinelPassword;

  private RedisEndpoint(
      Kind kind, Matcher uri, List<HostAndPort> nodes, String masterName, int database) {
    this.kind = kind;
    this.tls = uri.group("scheme").startsWith("rediss");
    this.rawUser = uri.group("user");
    this.rawPassword = uri.group("password");
    this.nodes = nodes;
    this.masterName = masterName;
    this.database = database;
    this.authorities = null;
    this.sentinelUser = null;
    this.sentinelPassword = null;
  }

  private RedisEndpoint(
      RedisEndpoint other,
      @Nullable String authorities,
      @Nullable String sentinelUser,
      @Nullable String sentinelPassword) {
    this.kind = other.kind;
    this.tls = other.tls;
    this.rawUser = other.rawUser;
    this.rawPassword = other.rawPassword;
    this.nodes = other.nodes;
    this.masterName = other.masterName;
    this.database = other.database;
    this.authorities = authorities;
    this.sentinelUser = sentinelUser;
    this.sentinelPassword = sentinelPassword;
  }

  /**
   * Reads an address; see {@link #ACCEPTED}. Ports and the database may be left out.
   *
   * @throws IllegalArgumentException saying what is accepted, without the password
   */
  public static RedisEndpoint parse(String text) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw unreadable();
    }
    String scheme = uri.group("scheme");
    String path = uri.group("path") == null ? "" : uri.group("path");
    if (scheme.endsWith("+sentinel")) {
      Matcher named = matched(MASTER_AND_DATABASE, path);
      List<HostAndPort> sentinels = nodes(uri.group("nodes"), DEFAULT_SENTINEL_PORT);
      String database = named.group("database");
      return new RedisEndpoint(
          Kind.SENTINEL,
          uri,
          sentinels,
          named.group("master"),
          database(database == null ? "" : database));
    }
    List<HostAndPort> servers = nodes(uri.group("nodes"), DEFAULT_PORT);
    boolean cluster = scheme.endsWith("+cluster");
    if ((cluster && database(path) != 0) || (!cluster && servers.size() > 1)) {
      throw unreadable();
    }
    return new RedisEndpoint(
        cluster ? Kind.CLUSTER : Kind.SINGLE, uri, servers, "", database(path));
  }

  private static List<HostAndPort> nodes(String text, int defaultPort) {
    return Stream.of(text.split(",", -1))
        .map(node -> matched(NODE, node.strip()))
        .map(node -> new HostAndPort(node.group("host"), port(node.group("port"), defaultPort)))
        .toList();
  }

  private static int port(@Nullable String text, int defaultPort) {
    int port = text == null ? defaultPort : Integer.parseInt(text);
    if (port < 1 || port >= 1 << 16) {
      throw unreadable();
    }
    return port;
  }

  private static int database(String text) {
    if (!text.matches("\\d{0,5}")) {
      throw unreadable();
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static Matcher matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw unreadable();
    }
    return matcher;
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("expected " + ACCEPTED);
  }

  /**
   * The same, with the certificates of those who vouch for the servers, in place of the authorities
   * that Java trusts.
   *
   * @param pem X.509 certificates in PEM
   * @throws IllegalArgumentException when there is no certificate in it, or the address is not for
   *     TLS
   */
  public RedisEndpoint trusting(String pem) {
    if (!tls) {
      throw new IllegalArgumentException("certificates are of use only with rediss://");
    }
    Tls.trusting(pem);
    return new RedisEndpoint(this, pem, sentinelUser, sentinelPassword);
  }

  /** The same, with what the Sentinels ask for: they have users and passwords of their own. */
  public RedisEndpoint withSentinelLogin(@Nullable String user, @Nullable String password) {
    return new RedisEndpoint(this, authorities, user, password);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isCluster() {
    return kind == Kind.CLUSTER;
  }

  /** Whether connections are encrypted, those to the Sentinels too. */
  public boolean isTls() {
    return tls;
  }

  /** The servers that the address names: Redis itself, its Sentinels, or some of its nodes. */
  public List<HostAndPort> nodes() {
    return nodes;
  }

  /** Those servers, for a message. */
  public String servers() {
    return nodes.stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
  }

  /** How the Sentinels call the master; empty where there are none. */
  public String masterName() {
    return masterName;
  }

  /** The number of the database. */
  public int database() {
    return database;
  }

  /**
   * How a client of Jedis logs in to the servers that hold the data.
   *
   * @param timeout how long to wait for a connection or a reply
   */
  public JedisClientConfig clientConfig(Duration timeout) {
    return config(timeout, decoded(rawUser), decoded(rawPassword)).database(database).build();
  }

  /** How a client of Jedis logs in to a Sentinel. */
  public JedisClientConfig sentinelConfig(Duration timeout) {
    return config(timeout, sentinelUser, sentinelPassword).build();
  }

  private DefaultJedisClientConfig.Builder config(
      Duration timeout, @Nullable String user, @Nullable String password) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .user(user)
            .password(password)
            .timeoutMillis(Math.toIntExact(timeout.toMillis()))
            .protocol(RedisProtocol.RESP2)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    return tls
        ? config
            .ssl(true)
            .sslSocketFactory(tlsContext().getSocketFactory())
            .sslParameters(Tls.verifyingNames())
        : config;
  }

  /**
   * Encrypts a connection to one of the servers, if connections are to be.
   *
   * @param plain the connection; closing it ends it at once, whoever is at work on the result
   * @throws IOException when the server does not prove who it is, or speaks no TLS
   */
  public Socket secured(Socket plain, HostAndPort server) throws IOException {
    if (!tls) {
      return plain;
    }
    SSLSocket socket =
        (SSLSocket)
            tlsContext()
                .getSocketFactory()
                .createSocket(plain, server.getHost(), server.getPort(), true);
    socket.setSSLParameters(Tls.verifyingNames());
    socket.startHandshake();
    return socket;
  }

  private SSLContext tlsContext() {
    return authorities == null ? Tls.trustingJavasOwn() : Tls.trusting(authorities);
  }

  private static @Nullable String decoded(@Nullable String raw) {
    return raw == null || raw.isEmpty()
        ? null
        : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The whole address, with the password in it. */
  public String uri() {
    return text(rawPassword == null ? "" : rawUser + ":" + rawPassword + "@");
  }

  /** The address with the password left out. */
  @Override
  public String toString() {
    return text(rawPassword == null ? "" : rawUser + ":***@");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisEndpoint that
        && uri().equals(that.uri())
        && Objects.equals(authorities, that.authorities)
        && Objects.equals(sentinelUser, that.sentinelUser)
        && Objects.equals(sentinelPassword, that.sentinelPassword);
  }

  @Override
  public int hashCode() {
    return uri().hashCode();
  }

  private String text(String login) {
    String scheme = tls ? "rediss" : "redis";
    String servers = nodes.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
    return switch (kind) {
      case SINGLE -> "%s://%s%s/%d".formatted(scheme, login, servers, database);
      case SENTINEL ->
          "%s+sentinel://%s%s/%s/%d".formatted(scheme, login, servers, masterName, database);
      case CLUSTER -> "%s+cluster://%s%s".formatted(scheme, login, servers);
    };
  }
}
