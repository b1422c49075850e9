package io.austin.stream.console;

import io.austin.stream.console.http.AcceptedEncodings;
import io.austin.stream.console.web.PlainErrors;
import io.austin.stream.console.web.SecurityHeaders;
import io.austin.stream.options.UsageException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server's settings. */
final class HttpServer {
  private static final int MAX_THREADS = 96;
  private static final int MIN_THREADS = 8;
  private static final int MAX_BODY = 16 << 10;

  /** A receiver of 2,000 characters, each of which takes 12 in an address. */
  private static final int MAX_HEADERS = 64 << 10;

  private static final int MIN_COMPRESSED = 4096;

  /** JSON becomes a tenth even so, at a third of what the usual level takes. */
  private static final int GZIP_LEVEL = 1;

  private static final long STOP_WITHIN_MILLIS = 2000;

  private HttpServer() {}

  /** A server with these addresses, not started. */
  static Javalin create(Consumer<RoutesConfig> routes) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.maxRequestSize = MAX_BODY;
          config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
          config.http.prefer405over404 = true;
          config.router.caseInsensitiveRoutes = false;
          config.router.ignoreTrailingSlashes = false;
          config.jetty.threadPool = threads();
          config.jetty.modifyHttpConfiguration(HttpServer::configure);
          config.jetty.addConnector(
              (server, http) -> {
                ServerConnector connector = new ServerConnector(server, new LenientAddresses(http));
                connector.setHost(config.jetty.host);
                connector.setPort(config.jetty.port);
                return connector;
              });
          config.jetty.modifyServer(
              server -> {
                server.setErrorHandler(new PlainErrors());
                server.setStopTimeout(STOP_WITHIN_MILLIS);
              });
          config.routes.before(
              ctx -> {
                SecurityHeaders.all().forEach(ctx::header);
                ctx.header("Cache-Control", "no-store");
                ctx.minSizeForCompression(MIN_COMPRESSED);
                if (!AcceptedEncodings.takeGzip(ctx)) {
                  ctx.disableCompression();
                }
              });
          routes.accept(config.routes);
        });
  }

  static void start(Javalin server, String host, int port) {
    try {
      server.start(host, port);
    } catch (JavalinBindException taken) {
      throw new UsageException(
          "console.port is "
              + port
              + ", which is in use on "
              + host
              + ": choose another, or 0 for any that is free.");
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("console");
    return threads;
  }

  /** Ids in addresses of the page may hold anything; no address is ever taken for a file's path. */
  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                UriCompliance.Violation.UTF16_ENCODINGS,
                UriCompliance.Violation.BAD_PERCENT_ENCODING,
                UriCompliance.Violation.BAD_UTF8_ENCODING,
                UriCompliance.Violation.TRUNCATED_UTF8_ENCODING)));
  }
}
