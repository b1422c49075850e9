package io.austin.stream.bench.readers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the console's pages as it is open in a browser: what it asks the API for when somebody
 * searches for its subject, and what again and again while it is open. {@code app.js} and {@code
 * pages/*.js} say the same.
 *
 * @param search asked for before the page is there; empty where nothing was typed
 * @param calls asked for at once, at each update
 */
public record OpenPage(List<String> search, List<String> calls) {
  static final String API = "/api/v1/";
  private static final String SEARCH = API + "search?q=";
  private static final String HEALTH = API + "health";

  static OpenPage overview() {
    return reached(List.of(), "templates?limit=50");
  }

  /** Without what else such a page asks for, which is answered in no time. */
  static OpenPage trends(String query) {
    return new OpenPage(List.of(), List.of(API + "trends?" + query + "&limit=50"));
  }

  static OpenPage template(long businessId) {
    return reached(List.of(), "template?id=" + businessId, "template/minutes?id=" + businessId);
  }

  static OpenPage receiver(String receiver) {
    return reached(searched(receiver), "receiver?id=" + encoded(receiver) + "&limit=50");
  }

  static OpenPage message(String messageId) {
    return reached(searched(messageId), "message?id=" + encoded(messageId));
  }

  /** A message's page that says what became of it for one receiver. */
  static OpenPage message(String messageId, String receiver) {
    return reached(
        searched(messageId),
        "message?id=" + encoded(messageId),
        "receiver?id=" + encoded(receiver) + "&message=" + encoded(messageId));
  }

  /** A page that {@link #line} wrote. */
  static OpenPage parse(String line) {
    List<String> all = List.of(line.split(" "));
    int first = all.get(0).startsWith(SEARCH) ? 1 : 0;
    return new OpenPage(all.subList(0, first), all.subList(first, all.size()));
  }

  /** The page in a line of text: addresses hold no space. */
  String line() {
    return String.join(" ", Stream.concat(search.stream(), calls.stream()).toList());
  }

  private static OpenPage reached(List<String> search, String... calls) {
    Stream<String> own = Stream.of(calls).map(API::concat);
    return new OpenPage(search, Stream.concat(Stream.of(HEALTH), own).toList());
  }

  private static List<String> searched(String text) {
    return List.of(SEARCH + encoded(text));
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
