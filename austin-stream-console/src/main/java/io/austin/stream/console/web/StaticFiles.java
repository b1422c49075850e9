package io.austin.stream.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page: its one HTML file, at every address of its own, and what that loads. What it loads
 * stands under the hash of it all, and is never asked for again.
 */
public final class StaticFiles {
  private static final String ASSETS = "/assets/";
  private static final String INDEX = "index.html";
  private static final String END = "</body>";
  private static final String ECHARTS = "echarts.js";
  private static final List<String> WITH_CHARTS = List.of("/template/", "/trends");
  private static final String DESCRIPTION = "/api/v1/openapi.yaml";
  private static final String LOGIN_STYLE = "login.css";
  private static final String ICON = "favicon.ico";
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

  private final Map<String, StaticFile> files = new TreeMap<>();
  private final StaticFile description;
  private final String html;
  private final String build;

  /**
   * The page's files.
   *
   * @param root where on the class path they are
   */
  public StaticFiles(String root) {
    Map<String, byte[]> contents = Resources.under(root);
    contents.put(LOGIN_STYLE, Resources.require("login/" + LOGIN_STYLE));
    build = StaticFile.hash(all(contents));
    html = new String(contents.remove(INDEX), UTF_8);
    contents.forEach(
        (name, content) -> {
          String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
          if (type != null) {
            files.put(name, StaticFile.of(content, type));
          }
        });
    description =
        StaticFile.of(Resources.require("openapi.yaml"), "application/yaml; charset=utf-8");
  }

  private static byte[] all(Map<String, byte[]> contents) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    contents.forEach(
        (name, content) -> {
          all.writeBytes((name + '\0' + content.length + '\0').getBytes(UTF_8));
          all.writeBytes(content);
        });
    return all.toByteArray();
  }

  /** Where the answers come from that a page asks for first: the API. */
  public interface Answers {
    /** The JSON of an answer; null where there is no such call. It throws where that fails. */
    byte @Nullable [] answer(String path, Map<String, List<String>> parameters, Person person);
  }

  /** The hash of all files. */
  public String build() {
    return build;
  }

  /**
   * Adds their addresses.
   *
   * @param source answers what pages ask for first
   * @param seal of what addresses are not to show
   */
  public void addTo(Addresses addresses, Answers source, Seal seal) {
    BasePath base = addresses.base();
    SealedAddresses sealed = new SealedAddresses(seal);
    FirstAnswers answers = new FirstAnswers(source);
    for (String page :
        List.of(
            "/",
            "/template",
            "/receiver",
            "/message",
            "/caller",
            "/stuck",
            "/incidents",
            "/trends")) {
      Handler index = ctx -> index(ctx, base, answers, sealed);
      addresses.get(page, index);
      if (!page.equals("/")) {
        addresses.get(page + "/<id>", index);
        addresses.get(page + "/", index);
      }
    }
    addresses.get(ASSETS + "<file>", ctx -> asset(ctx, ctx.pathParam("file")));
    addresses.get("/" + ICON, ctx -> asset(ctx, ICON));
    addresses.get(DESCRIPTION, description::send);
    addresses
        .routes()
        .error(
            HttpStatus.NOT_FOUND.getCode(),
            ctx -> {
              if (isPage(base.local(ctx)) && Addresses.reads(ctx)) {
                html(base.of(ctx), "").sendInPlace(ctx);
              }
            });
  }

  /** Somebody's browser is there, and is to say in its language that there is no such page. */
  private static boolean isPage(String path) {
    return !path.startsWith("/api/") && !path.startsWith(ASSETS) && !path.startsWith("/trace/");
  }

  /** With the answers of this moment in it, a page is never shown again from what was kept. */
  private void index(Context ctx, BasePath base, FirstAnswers answers, SealedAddresses sealed) {
    String before = base.of(ctx);
    String path = base.local(ctx);
    String query = ctx.queryString();
    String address = query == null ? path : path + "?" + query;
    if (isOfSingle(path) && !Person.of(ctx).right().includes(Right.MASKED)) {
      ctx.status(HttpStatus.FORBIDDEN);
    } else if (!sealed.of(address).equals(address)) {
      ctx.status(HttpStatus.SEE_OTHER).header("Location", before + sealed.of(address));
      return;
    }
    html(before, answers.of(ctx, before, path)).sendInPlace(ctx);
    ctx.header("Vary", "Accept-Encoding, X-Forwarded-Prefix");
    if (WITH_CHARTS.stream().anyMatch(path::startsWith)) {
      // The page's own script, without which nothing shows, is not to wait for it.
      ctx.header(
          "Link",
          "<"
              + before
              + ASSETS
              + build
              + "/"
              + ECHARTS
              + ">; rel=preload; as=script; fetchpriority=low");
    }
  }

  /** Whether the page says no more to who sees totals alone than that. */
  private static boolean isOfSingle(String path) {
    return Stream.of("/receiver", "/message", "/caller").anyMatch(path::startsWith);
  }

  private StaticFile html(String before, String answers) {
    String own =
        html.replace(ASSETS, before + ASSETS + build + "/")
            .replace(DESCRIPTION, before + DESCRIPTION)
            .replace(END, answers + END);
    return StaticFile.of(own.getBytes(UTF_8), "text/html; charset=utf-8");
  }

  /** Under another build there is nothing: an old page must not load what it was not made for. */
  private void asset(Context ctx, String name) {
    String underBuild = build + "/";
    boolean forGood = name.startsWith(underBuild);
    StaticFile file = files.get(forGood ? name.substring(underBuild.length()) : name);
    if (file == null) {
      throw new NotFoundResponse();
    }
    if (forGood) {
      file.sendForGood(ctx);
    } else {
      file.send(ctx);
    }
  }
}
