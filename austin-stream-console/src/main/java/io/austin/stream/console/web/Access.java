package io.austin.stream.console.web;

import io.austin.stream.console.api.Api;
import io.austin.stream.console.api.ApiException;
import io.austin.stream.console.api.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who knows the token: for the API and austin's pages as {@code Authorization: Bearer}, for
 * a browser through a form or {@code ?token=}, both of which it turns into a cookie. What a browser
 * loads for the form is open, for nothing of anybody's is in it.
 */
public final class Access {
  static final String COOKIE = "austin-stream-console";

  private static final String BEARER = "Bearer ";
  private static final String PARAMETER = "token";
  private static final String AUSTIN = "/trace/";

  private final AccessToken token;
  private final LoginPage form;

  /** Access with this token. */
  public Access(String token, Clock clock) {
    this.token = new AccessToken(token, clock);
    this.form = new LoginPage();
  }

  /** Guards all addresses, and adds those of the form. */
  public void addTo(RoutesConfig routes) {
    routes.before(this::check);
    routes.get(LoginPage.PATH, form::show);
    routes.post(LoginPage.PATH, this::logIn);
    routes.post("/logout", Access::logOut);
  }

  private void check(Context ctx) {
    if (isOpen(ctx.path()) || knowsToken(ctx) || hasPass(ctx)) {
      redirectFromToken(ctx);
      return;
    }
    String path = ctx.path();
    if (path.startsWith(Api.PREFIX)) {
      throw ApiException.of(401, "unauthorized", "The console's token is wanted.");
    }
    if (path.startsWith(AUSTIN)) {
      ctx.status(HttpStatus.UNAUTHORIZED).skipRemainingHandlers();
      Json.write(ctx, Map.of("status", "A0301", "msg", "没有访问权限"));
      return;
    }
    redirectFromToken(ctx);
    if (ctx.status() != HttpStatus.SEE_OTHER) {
      redirect(ctx, LoginPage.PATH + "?to=" + encoded(address(ctx)));
    }
  }

  private static boolean isOpen(String path) {
    return path.equals(LoginPage.PATH) || path.equals("/logout") || path.startsWith("/assets/");
  }

  private boolean knowsToken(Context ctx) {
    String header = ctx.header("Authorization");
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.is(header.substring(BEARER.length()).strip());
  }

  private boolean hasPass(Context ctx) {
    String cookie = ctx.cookie(COOKIE);
    return cookie != null && token.isPass(cookie);
  }

  /** A token in the address of a page becomes a cookie, and the address one without it. */
  private void redirectFromToken(Context ctx) {
    if (ctx.path().startsWith(Api.PREFIX) || isOpen(ctx.path())) {
      return;
    }
    String given = ctx.queryParam(PARAMETER);
    if (given != null) {
      if (token.is(given)) {
        letIn(ctx);
      }
      redirect(ctx, address(ctx));
    }
  }

  private void logIn(Context ctx) {
    String given = ctx.formParam(PARAMETER);
    if (given != null && token.is(given)) {
      letIn(ctx);
      redirect(ctx, LoginPage.target(ctx.formParam("to")));
    } else {
      form.refuse(ctx);
    }
  }

  private void letIn(Context ctx) {
    ctx.cookie(cookie(ctx, token.pass(), (int) AccessToken.PASS_HOLDS.toSeconds()));
  }

  private static void logOut(Context ctx) {
    ctx.cookie(cookie(ctx, "", 0));
    redirect(ctx, LoginPage.PATH);
  }

  private static Cookie cookie(Context ctx, String value, int maxAge) {
    Cookie cookie = new Cookie(COOKIE, value);
    cookie.setPath("/");
    cookie.setMaxAge(maxAge);
    cookie.setHttpOnly(true);
    cookie.setSecure("https".equals(ctx.header("X-Forwarded-Proto")));
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }

  /** The address that was asked for, without a token in it. */
  private static String address(Context ctx) {
    String path = LoginPage.target(ctx.path());
    String rest =
        Optional.ofNullable(ctx.queryString())
            .map(query -> Stream.of(query.split("&")))
            .orElse(Stream.empty())
            .filter(parameter -> !parameter.startsWith(PARAMETER + "="))
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? path : LoginPage.target(path + "?" + rest);
  }

  private static void redirect(Context ctx, @Nullable String to) {
    ctx.redirect(to == null ? "/" : to, HttpStatus.SEE_OTHER);
    ctx.skipRemainingHandlers();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
