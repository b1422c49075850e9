package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.SaveMode;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ShutdownParams;

/**
 * A real redis-server as a child process on 127.0.0.1.
 *
 * <pre>{@code
 * try (RedisServer redis = RedisServer.builder().appendOnly().start()) {
 *   redis.client().set("greeting", "hello");
 *   redis.kill();
 *   redis.restart(); // same port, same data
 * }
 * }</pre>
 *
 * <p>Without {@link Builder#appendOnly()} data is saved when the server is stopped, and only then:
 * after {@link #kill()} it comes back with what was saved last, as after a failover that lost
 * acknowledged writes.
 */
public final class RedisServer extends ServerProcess implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final DataDirectory data;
  private final int port;
  private final int tlsPort;
  private final @Nullable String password;
  private final List<String> command = new ArrayList<>();
  private @Nullable RedisClient client;

  private RedisServer(Builder builder) {
    super("redis-server");
    data = DataDirectory.of(builder.dataDirectory, "austin-stream-redis");
    port = builder.port == 0 ? FreePort.next() : builder.port;
    tlsPort = builder.tls && builder.tlsPort == 0 ? FreePort.next() : builder.tlsPort;
    password = builder.password;
    command.add(builder.executable.path().toString());
    command.add(data.resolve("redis.conf").toString());
    if (builder.sentinel) {
      command.add("--sentinel");
    }
    write(data.resolve("redis.conf"), builder.configuration(port, tlsPort, data.path()));
  }

  /** A server with its data in a temporary directory, started. */
  public static RedisServer start() {
    return builder().start();
  }

  /** A server to be described further. */
  public static Builder builder() {
    return new Builder();
  }

  public int port() {
    return port;
  }

  /** The port for TLS, 0 where there is none; see {@link Builder#tls}. */
  public int tlsPort() {
    return tlsPort;
  }

  /** The address, with the password if there is one. */
  public String uri() {
    return uriOnPort(port);
  }

  /** The address over TLS, without a password; see {@link Builder#tls}. */
  public String tlsUri() {
    return "rediss://" + HOST + ":" + tlsPort;
  }

  /** The address of something else on this machine that leads here, a proxy for one. */
  public String uriOnPort(int otherPort) {
    try {
      String user = password == null ? null : ":" + password;
      return new URI("redis", user, HOST, otherPort, null, null, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no URI for port " + otherPort, e);
    }
  }

  /**
   * A client that is closed with the server. It survives the server's restarts: it tries a
   * connection before it uses it.
   */
  public synchronized RedisClient client() {
    if (client == null) {
      ConnectionPoolConfig pool = new ConnectionPoolConfig();
      pool.setTestOnBorrow(true);
      client = RedisClient.builder().fromURI(uri()).poolConfig(pool).build();
    }
    return client;
  }

  /** Removes every key, in every database; millions of them are freed behind it. */
  public void flushAll() {
    client().sendCommand(Command.FLUSHALL, "ASYNC");
  }

  /** Saves the data and stops the server. */
  public void stop() {
    shutDown(SaveMode.SAVE);
  }

  /** Stops the server without saving: without an append-only file, data is as last saved. */
  public void stopWithoutSaving() {
    shutDown(SaveMode.NOSAVE);
  }

  /** Starts the server on its port and its data, after stopping it if it runs. */
  public void restart() {
    if (isRunning()) {
      stop();
    }
    launch();
  }

  /** Stops the server and removes its data if they are in a temporary directory. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (data.isTemporary() && isRunning()) {
      kill();
    } else if (isRunning()) {
      stop();
    }
    data.deleteIfTemporary();
  }

  private RedisServer launch() {
    ChildProcess started =
        started(ChildProcess.start("redis-server", command, data.resolve("redis.log")));
    started.awaitReady(START_LIMIT, () -> answers(started.pid()));
    return this;
  }

  /** Another Redis on the port would answer a PING too. */
  private boolean answers(long pid) {
    try (Jedis jedis = new Jedis(URI.create(uri()))) {
      return jedis.info("server").contains("process_id:" + pid + "\r\n")
          && !jedis.info("persistence").contains("loading:1\r\n");
    } catch (JedisException notYet) {
      return false;
    }
  }

  private void shutDown(SaveMode mode) {
    ChildProcess stopping = running();
    stopping.resume();
    try (Jedis jedis = new Jedis(URI.create(uri()))) {
      jedis.shutdown(ShutdownParams.shutdownParams().saveMode(mode));
    }
    if (!stopping.awaitEnd(STOP_LIMIT)) {
      stopping.kill();
      throw new IllegalStateException("redis-server did not shut down, see " + data.path());
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** What a {@link RedisServer} shall be like. */
  public static final class Builder {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private RedisExecutable executable = RedisExecutable.standard();
    private @Nullable Path dataDirectory;
    private @Nullable String password;
    private int port;
    private int tlsPort;
    private boolean tls;
    private boolean sentinel;

    private Builder() {
      settings.put("save", "\"\"");
    }

    /** Keeps the data in a directory that stays; a temporary one is the default. */
    public Builder dataDirectory(Path directory) {
      dataDirectory = directory;
      return this;
    }

    /** The program to run; the standard one is the default. */
    public Builder executable(RedisExecutable executable) {
      this.executable = executable;
      return this;
    }

    /** The port to listen on; a free one is the default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** The port to speak TLS on; a free one is the default. */
    Builder tlsPort(int port) {
      tlsPort = port;
      return this;
    }

    /** The password that clients must give. */
    public Builder password(String password) {
      this.password = password;
      return setting("requirepass", quoted(password));
    }

    /** Speaks TLS too, on a port of its own; clients need no certificate. */
    public Builder tls(Certificates certificates) {
      tls = true;
      setting("tls-cert-file", quoted(certificates.certificate().toString()));
      setting("tls-key-file", quoted(certificates.key().toString()));
      setting("tls-ca-cert-file", quoted(certificates.authority().toString()));
      return setting("tls-auth-clients", "no");
    }

    /** Speaks with replicas and masters over TLS alone, and asks for the password on both sides. */
    Builder securedReplication(Certificates certificates, String password) {
      return tls(certificates)
          .password(password)
          .setting("masterauth", quoted(password))
          .setting("tls-replication", "yes");
    }

    /** Writes every command to a file, so that acknowledged writes survive {@link #kill()}. */
    public Builder appendOnly() {
      return setting("appendonly", "yes");
    }

    /** Runs as a Sentinel: {@code "sentinel monitor"} and the like are settings. */
    Builder sentinel() {
      sentinel = true;
      return this;
    }

    /** A line of redis.conf, its value as it stands there: {@code "maxmemory"}, {@code "2mb"}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** Starts the server and waits until it answers. */
    public RedisServer start() {
      RedisServer server = new RedisServer(this);
      try {
        return server.launch();
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }

    private String configuration(int port, int tlsPort, Path directory) {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("bind", HOST);
      all.put("port", Integer.toString(port));
      if (tls) {
        all.put("tls-port", Integer.toString(tlsPort));
      }
      all.put("dir", quoted(directory.toString()));
      all.putAll(settings);
      return all.entrySet().stream()
          .map(setting -> setting.getKey() + " " + setting.getValue() + "\n")
          .collect(Collectors.joining());
    }

    private static String quoted(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }
}
