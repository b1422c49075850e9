package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A webhook's receiver that keeps what it is sent, and answers as a test says. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Answer> answers = post -> Answer.of(204);

  private Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One that answers 204. */
  public static Receiver start() throws IOException {
    return new Receiver(HttpServer.create(anyPort(), 0));
  }

  static Receiver start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new Receiver(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers so from now on. */
  public void answers(Function<Received, Answer> next) {
    answers = next;
  }

  /** What it was sent so far. */
  public List<Received> received() {
    return received;
  }

  /** The ids of what it was sent so far, with repetitions. */
  public List<String> ids() {
    return received.stream().map(Received::id).toList();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hook?from=austin";
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Received post =
        new Received(
            String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body,
            System.nanoTime());
    received.add(post);
    Answer answer = answers.apply(post);
    if (answer.header() != null) {
      exchange.getResponseHeaders().set(answer.header(), String.valueOf(answer.value()));
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A post. */
  public record Received(
      String id, String uri, Map<String, List<String>> headers, String body, long atNanos) {}

  /** What it is answered. */
  public record Answer(int status, @Nullable String header, @Nullable String value, String body) {
    /** An answer without a body. */
    public Answer(int status, String header, String value) {
      this(status, header, value, "");
    }

    /** An answer without a header of its own. */
    public static Answer of(int status) {
      return of(status, "");
    }

    /** An answer with a body. */
    public static Answer of(int status, String body) {
      return new Answer(status, null, null, body);
    }
  }
}
