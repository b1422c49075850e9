package io.austin.stream.console;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_AUDIT_LOG;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_BASE_PATH;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_CODES_FILE;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_HOST;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_KEY;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_PORT;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_ROLE;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_ROLES;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TOKEN;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_TRUSTED_PROXIES;
import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_USER_HEADER;
import static io.austin.stream.options.ConsoleOptionDefinitions.LATENCY_TARGET;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_TIMEOUT;
import static io.austin.stream.options.OptionDefinitions.RETENTION_MESSAGE;
import static io.austin.stream.options.OptionDefinitions.RETENTION_TEMPLATE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.api.Api;
import io.austin.stream.console.api.Sources;
import io.austin.stream.console.austin.AustinPages;
import io.austin.stream.console.code.ChannelCodes;
import io.austin.stream.console.history.Archive;
import io.austin.stream.console.history.Archives;
import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.redis.RedisConnections;
import io.austin.stream.console.rights.AuditLog;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Roles;
import io.austin.stream.console.rights.Seal;
import io.austin.stream.console.web.Access;
import io.austin.stream.console.web.HostCheck;
import io.austin.stream.console.web.Probes;
import io.austin.stream.console.web.ProxyUsers;
import io.austin.stream.console.web.StaticFiles;
import io.austin.stream.options.Network;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.options.UsageException;
import io.austin.stream.template.Catalogs;
import io.austin.stream.template.TemplateCatalog;
import io.javalin.Javalin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running console. */
public final class Console implements AutoCloseable {
  private static final Duration CHECK_FILE = Duration.ofSeconds(1);
  private static final Duration REDIS_TIMEOUT_BY_DEFAULT = Duration.ofSeconds(2);
  private static final String PAGE = "web";

  private final RedisConnections redis;
  private final TemplateCatalog catalog;
  private final Optional<Archive> archive;
  private final Javalin server;
  private final String host;
  private final String base;

  private Console(
      RedisConnections redis,
      TemplateCatalog catalog,
      Optional<Archive> archive,
      Javalin server,
      String host,
      String base) {
    this.redis = redis;
    this.catalog = catalog;
    this.archive = archive;
    this.server = server;
    this.host = host;
    this.base = base;
  }

  /**
   * Starts a console. Redis need not be there.
   *
   * @throws UsageException when the options are not safe, or what they name is not there
   */
  public static Console start(OptionValues options) {
    String host = options.get(CONSOLE_HOST);
    Optional<String> token = options.find(CONSOLE_TOKEN);
    requireTokenUnlessLocal(host, token, options);
    Duration timeout =
        options.isSet(REDIS_TIMEOUT) ? options.get(REDIS_TIMEOUT) : REDIS_TIMEOUT_BY_DEFAULT;
    TemplateCatalog catalog = Catalogs.of(options);
    ChannelCodes codes =
        options
            .find(CONSOLE_CODES_FILE)
            .map(file -> ChannelCodes.with(file, CHECK_FILE))
            .orElseGet(ChannelCodes::known);
    RedisConnections redis = new RedisConnections(RedisOptions.endpoint(options), timeout);
    Clock clock = Clock.system(options.get(ZONE));
    TraceKeys keys = TraceKeys.withPrefix(options.get(REDIS_KEY_PREFIX));
    Optional<Archive> archive = Archives.of(options);
    Retention retention =
        Retention.by(clock)
            .keeping(options.get(RETENTION_MESSAGE), options.get(RETENTION_TEMPLATE));
    Sources sources =
        Sources.in(
            redis, keys, catalog, codes, archive, clock, retention, options.get(LATENCY_TARGET));
    Right role = Right.ofCode(options.get(CONSOLE_ROLE)).orElseThrow();
    Seal seal = seal(options, role);
    AuditLog audit = AuditLog.in(options.find(CONSOLE_AUDIT_LOG), seal, clock);
    BasePath base = new BasePath(basePath(options));
    StaticFiles files = new StaticFiles(PAGE);
    Javalin server =
        HttpServer.create(
            routes -> {
              Addresses addresses = new Addresses(routes, base);
              guard(addresses, options, role, clock, seal);
              new Probes(sources.progress()).addTo(addresses);
              Api api = new Api(sources, seal, audit, ConsoleVersion.current(), files.build());
              api.addTo(addresses);
              new AustinPages(sources, audit).addTo(addresses);
              files.addTo(addresses, api::answer, seal);
            });
    Console console = new Console(redis, catalog, archive, server, host, basePath(options));
    try {
      HttpServer.start(server, host, options.get(CONSOLE_PORT));
      return console;
    } catch (RuntimeException failed) {
      console.close();
      throw failed;
    }
  }

  private static void guard(
      Addresses addresses, OptionValues options, Right role, Clock clock, Seal seal) {
    Optional<String> token = options.find(CONSOLE_TOKEN);
    Optional<ProxyUsers> users = users(options, role);
    if (token.isPresent() || users.isPresent()) {
      new Access(token, role, users, clock, addresses.base(), seal).addTo(addresses);
    } else {
      HostCheck names = new HostCheck(options.get(CONSOLE_HOST), role, addresses.base());
      addresses.routes().before(names::check);
    }
  }

  private static Optional<ProxyUsers> users(OptionValues options, Right role) {
    Optional<String> header = options.find(CONSOLE_USER_HEADER);
    Optional<List<Network>> proxies = options.find(CONSOLE_TRUSTED_PROXIES);
    Optional<Path> file = options.find(CONSOLE_ROLES);
    if (header.isPresent() != proxies.isPresent() || file.isPresent() && header.isEmpty()) {
      throw new UsageException(
          "console.user-header names persons, and console.trusted-proxies says from where that is believed: set both; console.roles is of those persons.");
    }
    Optional<Roles> roles = file.map(it -> new Roles(it, CHECK_FILE));
    return header.map(
        name ->
            new ProxyUsers(
                name, proxies.orElseThrow(), user -> roles.map(it -> it.of(user)).orElse(role)));
  }

  /** Who may not see receivers in full must not know the key, so their token gives none. */
  private static Seal seal(OptionValues options, Right role) {
    Optional<String> key = options.find(CONSOLE_KEY);
    Optional<String> token = options.find(CONSOLE_TOKEN);
    boolean persons = options.find(CONSOLE_USER_HEADER).isPresent();
    if (key.isEmpty() && (persons || token.isPresent() && !role.includes(Right.FULL))) {
      throw new UsageException(
          "%s is set, so not everybody may see receivers in full, and the key that seals them in addresses cannot be made of the token: set %s, best as the environment variable %s."
              .formatted(
                  persons ? "console.user-header" : "console.role",
                  CONSOLE_KEY.key(),
                  CONSOLE_KEY.variable()));
    }
    return key.map(Seal::by).or(() -> token.map(Seal::byToken)).orElseGet(Seal::byChance);
  }

  private static String basePath(OptionValues options) {
    String path = options.find(CONSOLE_BASE_PATH).orElse("");
    if (!path.isEmpty() && !BasePath.isPath(path)) {
      throw new UsageException(
          "%s is '%s': it has to begin with a slash and end without one, of letters, digits and . _ ~ -, as /ops/trace."
              .formatted(CONSOLE_BASE_PATH.key(), path));
    }
    return path;
  }

  private static void requireTokenUnlessLocal(
      String host, Optional<String> token, OptionValues options) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new UsageException("console.host is '" + host + "', which is no host that is known.");
    }
    if (!address.isLoopbackAddress()
        && token.isEmpty()
        && options.find(CONSOLE_USER_HEADER).isEmpty()) {
      throw new UsageException(
          "console.host is '%s', so others than this machine can reach the console: set %s, best as the environment variable %s, or listen on 127.0.0.1."
              .formatted(host, CONSOLE_TOKEN.key(), CONSOLE_TOKEN.variable()));
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Its address, as somebody on this machine opens it. */
  public URI address() {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port() + base);
  }

  @Override
  public void close() {
    server.stop();
    redis.close();
    catalog.close();
    archive.ifPresent(Archive::close);
  }
}
