package io.austin.stream.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.console.rights.Seal;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console for a test, and what a client asks it. */
final class RunningConsole implements AutoCloseable {
  static final String ZONE = "Asia/Shanghai";

  /** Seals receivers in the addresses of all consoles that are not given another key. */
  static final String KEY = "the key of all tests";

  static final Seal SEAL = Seal.by(KEY);

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern ANSWER =
      Pattern.compile(
          "HTTP/1.1 (?<status>\\d+)(.*\r\n)(?i:(Content-Type: (?<type>[^\r]*)\r\n)|(.+\r\n))*\r\n(?<body>(?s:.*))");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Console console;

  private RunningConsole(Console console) {
    this.console = console;
  }

  /** A console over this Redis with further options: key, value, key, value; none where empty. */
  static RunningConsole over(String redis, String... options) {
    Map<String, String> texts = new HashMap<>();
    texts.put("redis.uri", redis);
    texts.put("console.port", "0");
    texts.put("zone", ZONE);
    texts.put("console.key", KEY);
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    texts.values().removeIf(String::isEmpty);
    return new RunningConsole(Console.start(OptionValues.of(texts)));
  }

  /** Asks at a path from the server's root, whatever the console's base path. */
  Answer at(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path));
    return send((headers.length == 0 ? request : request.headers(headers)).GET());
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** Asks with one id, which may hold anything, and for receivers in full. */
  Answer of(String view, String id) {
    String full = view.startsWith("template") ? "" : "&receivers=full";
    return get("/api/v1/" + view + "?id=" + encoded(id) + full);
  }

  Answer post(String path, String body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpRequest built = request.build();
      HttpResponse<String> response = client.send(built, HttpResponse.BodyHandlers.ofString());
      DescribedAnswers.require(
          built.method(),
          local(built.uri().getRawPath()),
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
      return new Answer(response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  URI uri(String path) {
    return URI.create(console.address() + path);
  }

  /** What a request of one's own making is answered. */
  String raw(String request) {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The same of a client that says then that it sends no more, whatever it has promised. */
  String rawAndHangUp(String request) {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String rawGet(String path, String host) {
    return rawDescribed("GET", path, host, "");
  }

  String rawPost(String path, String body, String host) {
    return rawDescribed("POST", path, host, body);
  }

  private String rawDescribed(String method, String path, String host, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    String answer =
        raw(
            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n%s"
                .formatted(method, path, host, length, body));
    Matcher parts = ANSWER.matcher(answer);
    if (!parts.matches()) {
      throw new AssertionError("no answer of HTTP: " + answer);
    }
    DescribedAnswers.require(
        method,
        local(path.replaceFirst("\\?.*", "")),
        Integer.parseInt(parts.group("status")),
        Objects.requireNonNullElse(parts.group("type"), ""),
        parts.group("body"));
    return answer;
  }

  /** A path without the console's base path. */
  private String local(String path) {
    String base = console.address().getPath();
    return path.startsWith(base + "/") ? path.substring(base.length()) : path;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    console.close();
  }

  /** An answer of the console. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The value at a JSON pointer; at none of them, the whole answer. */
    JsonNode at(String pointer) {
      try {
        return JSON.readTree(body()).at(pointer);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + body(), e);
      }
    }

    String text(String pointer) {
      return at(pointer).asText();
    }

    /** The pages of a search's hits, with receivers in them as they are. */
    List<String> pages() {
      return at("/hits").findValuesAsText("page").stream().map(SEAL::openWithin).toList();
    }

    long number(String pointer) {
      JsonNode node = at(pointer);
      if (!node.isNumber()) {
        throw new AssertionError(pointer + " is no number in " + body());
      }
      return node.asLong();
    }
  }
}
