package io.austin.stream.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** The page: its one HTML file, at every address of its own, and what that loads. */
public final class StaticFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*");
  private static final String ECHARTS = "echarts.min.js";
  private static final String LOGIN_STYLE = "login.css";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final String root;
  private final String echarts;
  private final ConcurrentMap<String, StaticFile> files = new ConcurrentHashMap<>();

  /**
   * The page's files.
   *
   * @param root where on the class path they are
   * @param echartsVersion the version of ECharts whose jar is there too
   */
  public StaticFiles(String root, String echartsVersion) {
    this.root = root;
    this.echarts = "META-INF/resources/_static/echarts/" + echartsVersion + "/dist/" + ECHARTS;
  }

  /** Adds their addresses. */
  public void addTo(RoutesConfig routes) {
    for (String page : List.of("/", "/template", "/receiver", "/message")) {
      routes.get(page, this::index);
      if (!page.equals("/")) {
        routes.get(page + "/<id>", this::index);
        routes.get(page + "/", this::index);
      }
    }
    routes.get("/assets/<file>", ctx -> asset(ctx, ctx.pathParam("file")));
    routes.get("/favicon.ico", ctx -> asset(ctx, "favicon.ico"));
    routes.get(
        "/api/v1/openapi.yaml",
        ctx -> send(ctx, "openapi.yaml", "application/yaml; charset=utf-8"));
  }

  private void index(Context ctx) {
    send(ctx, root + "/index.html", "text/html; charset=utf-8");
  }

  private void asset(Context ctx, String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      throw new NotFoundResponse();
    }
    send(ctx, resource(name), type);
  }

  private String resource(String name) {
    return switch (name) {
      case ECHARTS -> echarts;
      case LOGIN_STYLE -> "login/" + LOGIN_STYLE;
      default -> root + "/" + name;
    };
  }

  private void send(Context ctx, String resource, String type) {
    StaticFile file = files.get(resource);
    if (file == null) {
      Optional<byte[]> content = Resources.find(resource);
      file = StaticFile.of(content.orElseThrow(NotFoundResponse::new), type);
      files.put(resource, file);
    }
    file.send(ctx);
  }
}
