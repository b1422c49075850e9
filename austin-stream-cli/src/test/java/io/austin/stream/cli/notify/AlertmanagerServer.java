package io.austin.stream.cli.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.test.server.ChildProcess;
import io.austin.stream.test.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' Alertmanager, as it is installed. */
public final class AlertmanagerServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final int port = FreePort.next();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ChildProcess process;

  private AlertmanagerServer(Path program, Path directory, String webhook) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            """
            route: {receiver: hook, group_by: [alertname, scope], group_wait: 0s, group_interval: 1s}
            receivers: [{name: hook, webhook_configs: [{url: '%s', send_resolved: true}]}]
            """
                .formatted(webhook));
    process =
        ChildProcess.start(
            "Alertmanager",
            List.of(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port),
            directory.resolve("alertmanager.log"));
    process.awaitReady(PATIENCE, () -> get("/-/ready").isPresent());
  }

  /** The program, where it is installed; a line of output says so where it is not. */
  public static Optional<Path> installed() {
    Optional<Path> found =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .flatMap(
                directory ->
                    Stream.of("prometheus-alertmanager", "alertmanager")
                        .map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println("NOT TESTED against Alertmanager: none is installed");
    }
    return found;
  }

  /** Starts one that tells a webhook at once of all that opens and is resolved. */
  public static AlertmanagerServer start(Path program, Path directory, String webhook)
      throws IOException {
    return new AlertmanagerServer(program, directory, webhook);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The alerts that it knows. */
  public JsonNode alerts() {
    return get("/api/v2/alerts").orElseThrow();
  }

  private Optional<JsonNode> get(String path) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      String body = answer.body();
      return answer.statusCode() == 200
          ? Optional.of(body.startsWith("[") ? JSON.readTree(body) : JSON.createObjectNode())
          : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(interrupted));
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
