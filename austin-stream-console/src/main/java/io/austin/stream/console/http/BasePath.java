package io.austin.stream.console.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path that all addresses stand under, for browsers: that of the options, else what a proxy
 * says in {@code X-Forwarded-Prefix}. A proxy may leave it in what it passes on or take it out. Of
 * several proxies each adds its own, the one that the browser asks first.
 *
 * <p>The header decides over nothing but addresses in the answer to the same request, which no
 * cache may give to others, and no page can make a browser send it to another site. So it needs no
 * list of proxies to be believed; what is no plain path is ignored.
 */
public final class BasePath {
  private static final String FORWARDED = "X-Forwarded-Prefix";
  private static final Pattern PATH =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]{1,64}){1,8}");

  private final String configured;

  /** This path; empty for none. */
  public BasePath(String configured) {
    this.configured = configured;
  }

  /** Whether a text is a path as it has to be: {@code /ops/trace}. */
  public static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  /** What the options say; empty for nothing. */
  String configured() {
    return configured;
  }

  /** What stands before addresses in the answer to a request; empty where nothing does. */
  public String of(Context ctx) {
    return configured.isEmpty() ? forwarded(ctx) : configured;
  }

  private static String forwarded(Context ctx) {
    List<String> paths =
        ListField.of(ctx, FORWARDED).stream()
            .map(path -> path.replaceFirst("/$", ""))
            .filter(path -> !path.isEmpty())
            .toList();
    String whole = String.join("", paths);
    return paths.stream().allMatch(BasePath::isPath) && isPath(whole) ? whole : "";
  }

  /** The path that was asked for, without that of the options before it. */
  public String local(Context ctx) {
    String path = ctx.path();
    if (!configured.isEmpty()) {
      if (path.equals(configured)) {
        return "/";
      }
      if (path.startsWith(configured + "/")) {
        return path.substring(configured.length());
      }
    }
    return path;
  }
}
