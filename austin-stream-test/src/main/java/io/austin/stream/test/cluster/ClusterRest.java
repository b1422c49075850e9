package io.austin.stream.test.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Questions to the JobManager's REST interface; a JobManager that is away answers none. */
final class ClusterRest {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final String NOTHING = "";

  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  ClusterRest(String address) {
    this.address = address;
  }

  boolean isUp() {
    return get("/overview").contains("slots-available");
  }

  boolean hasTaskManager(String id) {
    return get("/taskmanagers").contains("\"id\":\"" + id + "\"");
  }

  private String get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT).GET().build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException away) {
      return NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOTHING;
    }
  }
}
