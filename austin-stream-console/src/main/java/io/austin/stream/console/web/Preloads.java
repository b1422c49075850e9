package io.austin.stream.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page is going to ask for, told beside its HTML, so that a browser asks while it still
 * loads the page's script: far away that is a round trip less. The addresses are the script's,
 * letter by letter; a browser that is told of another asks for both.
 */
final class Preloads {
  private static final String API = "/api/v1/";

  /** As the script's: so many rows are asked for at once. */
  private static final String LIMIT = "limit=50";

  /** Servers and proxies take no endless header; what is longer is asked for later. */
  private static final int MOST_CHARACTERS = 2_000;

  /** Up to so long an id is a template's own, which is shown for a day. */
  private static final int TEMPLATE_ID = 7;

  private Preloads() {}

  /**
   * The values of the {@code Link} header.
   *
   * @param path of the page, below {@code base}
   */
  static List<String> of(Context ctx, String base, String path) {
    List<String> links =
        calls(ctx, path).stream()
            .map(call -> "<" + base + API + call + ">; rel=preload; as=fetch; crossorigin")
            .toList();
    return links.stream().mapToInt(String::length).sum() > MOST_CHARACTERS ? List.of() : links;
  }

  private static List<String> calls(Context ctx, String path) {
    String page = path.split("/", -1)[1];
    String id = id(ctx, path);
    List<String> calls = new ArrayList<>(List.of("health"));
    switch (id.isEmpty() ? "" : page) {
      case "template" -> {
        String asked = query(parameter("id", id), id.length() <= TEMPLATE_ID ? of(ctx, "day") : "");
        calls.add("template?" + asked);
        calls.add("template/minutes?" + asked);
      }
      case "receiver" ->
          calls.add(
              "receiver?"
                  + query(parameter("id", id), of(ctx, "outcome"), of(ctx, "offset"), LIMIT));
      case "message" -> {
        calls.add("message?" + query(parameter("id", id), of(ctx, "offset")));
        String receiver = ctx.queryParam("receiver");
        if (receiver != null && !receiver.isEmpty()) {
          calls.add("receiver?" + query(parameter("id", receiver), parameter("message", id)));
        }
      }
      default -> {
        if (path.equals("/") && ctx.queryParam("q") == null) {
          calls.add(
              "templates?"
                  + query(
                      of(ctx, "day"), of(ctx, "sort"), of(ctx, "order"), of(ctx, "offset"), LIMIT));
        }
      }
    }
    return calls;
  }

  private static String id(Context ctx, String path) {
    String within = ctx.pathParamMap().getOrDefault("id", "");
    String beside = ctx.queryParam("id");
    return within.isEmpty() && beside != null && !path.equals("/") ? beside : within;
  }

  private static String of(Context ctx, String name) {
    return parameter(name, ctx.queryParam(name));
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, UTF_8);
  }

  private static String query(String... parameters) {
    return Stream.of(parameters).filter(it -> !it.isEmpty()).collect(Collectors.joining("&"));
  }
}
