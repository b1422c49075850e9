package io.austin.stream.console.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds addresses, each also under the base path: what is asked with GET is answered to HEAD too.
 */
public final class Addresses {
  private final RoutesConfig routes;
  private final BasePath base;

  /** Addresses among these routes. */
  public Addresses(RoutesConfig routes, BasePath base) {
    this.routes = routes;
    this.base = base;
  }

  /** The path they stand under. */
  public BasePath base() {
    return base;
  }

  /** Where to say what goes before, after and wrong, at all of them. */
  public RoutesConfig routes() {
    return routes;
  }

  /** Answers GET and HEAD. */
  public void get(String path, Handler handler) {
    for (String each : under(path)) {
      routes.get(each, handler);
      routes.head(each, handler);
    }
  }

  /** Answers POST. */
  public void post(String path, Handler handler) {
    for (String each : under(path)) {
      routes.post(each, handler);
    }
  }

  private Set<String> under(String path) {
    Set<String> paths = new LinkedHashSet<>(List.of(path, base.configured() + path));
    if (path.equals("/") && !base.configured().isEmpty()) {
      paths.add(base.configured());
    }
    return paths;
  }

  /** Whether nothing but the answer is wanted. */
  public static boolean reads(Context ctx) {
    return ctx.method().name().equals("GET") || ctx.method().name().equals("HEAD");
  }
}
