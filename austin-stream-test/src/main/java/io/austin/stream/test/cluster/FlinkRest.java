package io.austin.stream.test.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The JobManager's REST interface, over which its web page does everything too. */
public final class FlinkRest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(SOON).build();

  FlinkRest(String address) {
    this.address = address;
  }

  /** An answer that is an error, with all that it says. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(HttpResponse<String> answer) {
      super("HTTP " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** Where it is, such as {@code http://127.0.0.1:8081}. */
  public String address() {
    return address;
  }

  /**
   * Asks.
   *
   * @throws RefusedException when the answer is an error
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path, SOON).GET().build());
  }

  /**
   * Uploads a job's jar, as the page's Submit New Job does.
   *
   * @return the id under which it is run
   */
  public String upload(Path jar) throws IOException, InterruptedException {
    String boundary = UUID.randomUUID().toString();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
            .formatted(boundary, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head + "Content-Type: application/x-java-archive\r\n\r\n"),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    HttpRequest request =
        request("/jars/upload", LIMIT)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build();
    String file = send(request).get("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Runs an uploaded jar.
   *
   * @param arguments for its main method
   * @param savepoint what to go on from
   * @return the job's id
   * @throws RefusedException when there is no job: it says what the main method threw
   */
  public String run(
      String jarId, List<String> arguments, int parallelism, Optional<String> savepoint)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("parallelism", parallelism);
    body.set("programArgsList", JSON.valueToTree(arguments));
    savepoint.ifPresent(path -> body.put("savepointPath", path));
    HttpRequest request =
        request("/jars/" + jarId + "/run", LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return send(request).get("jobid").asText();
  }

  boolean isUp() {
    return has("/overview", "slots-available");
  }

  boolean hasTaskManager(String id) {
    return has("/taskmanagers", "\"id\":\"" + id + "\"");
  }

  /** A JobManager that is away has nothing. */
  private boolean has(String path, String text) {
    try {
      return get(path).toString().contains(text);
    } catch (IOException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(limit);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new RefusedException(answer);
    }
    return JSON.readTree(answer.body());
  }
}
