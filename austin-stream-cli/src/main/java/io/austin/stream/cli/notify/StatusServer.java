package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Tells how targets stand, to whoever asks: {@code /metrics} in <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text format</a>,
 * {@code /healthz} for probes. Holds no address and no secret of a target.
 */
final class StatusServer implements AutoCloseable {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  /**
   * Listens on all addresses of this machine.
   *
   * @param metrics in the text format
   * @throws UsageException when the port is taken
   */
  StatusServer(int port, Supplier<String> metrics) {
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException taken) {
      throw new UsageException(
          "notify.metrics.port is %d, which cannot be listened on: %s."
              .formatted(port, taken.getMessage()));
    }
    server.createContext("/metrics", ask -> answer(ask, "/metrics", metrics));
    server.createContext("/healthz", ask -> answer(ask, "/healthz", () -> "ok\n"));
    server.start();
  }

  /** The JDK's server calls whoever stands for the beginning of a path. */
  private static void answer(HttpExchange ask, String path, Supplier<String> text)
      throws IOException {
    try (ask) {
      boolean reads = ask.getRequestMethod().matches("GET|HEAD");
      if (!ask.getRequestURI().getPath().equals(path) || !reads) {
        ask.sendResponseHeaders(reads ? 404 : 405, -1);
        return;
      }
      byte[] body = text.get().getBytes(UTF_8);
      ask.getResponseHeaders().set("Content-Type", TEXT);
      if (ask.getRequestMethod().equals("HEAD")) {
        ask.sendResponseHeaders(200, -1);
      } else {
        ask.sendResponseHeaders(200, body.length);
        ask.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
