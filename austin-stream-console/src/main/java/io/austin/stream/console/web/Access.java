package io.austin.stream.console.web;

import io.austin.stream.console.api.Api;
import io.austin.stream.console.api.ApiException;
import io.austin.stream.console.api.Json;
import io.austin.stream.console.austin.AustinAnswer;
import io.austin.stream.console.austin.AustinPages;
import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

  private final Optional<AccessToken> token;
  private final Person reader;
  private final Optional<ProxyUsers> users;
  private final BasePath base;
  private final LoginPage form;
  private final SealedAddresses sealed;

  /**
   * Access with this token, if there is one, and for those whom a proxy names.
   *
   * @param role what who knows the token may see
   */
  public Access(
      Optional<String> token,
      Right role,
      Optional<ProxyUsers> users,
      Clock clock,
      BasePath base,
      Seal seal) {
    this.token = token.map(secret -> new AccessToken(secret, clock));
    this.reader = Person.withToken(role);
    this.users = users;
    this.base = base;
    this.form = new LoginPage(base, seal);
    this.sealed = new SealedAddresses(seal);
  }

  /** Guards all addresses, and adds those of the form. */
  public void addTo(Addresses addresses) {
    addresses.routes().before(this::check);
    addresses.routes().after(Access::challenge);
    addresses.get(LoginPage.PATH, form::show);
    addresses.post(LoginPage.PATH, this::logIn);
    addresses.post("/logout", this::logOut);
  }

  private void check(Context ctx) {
    String path = base.local(ctx);
    boolean in = !isOpen(path) && letsIn(ctx);
    if (in || isOpen(path)) {
      redirectFromToken(ctx, in);
      return;
    }
    if (token.isEmpty()) {
      throw ApiException.of(401, "unauthorized", "The proxy has to say who asks.");
    }
    if (path.startsWith(Api.PREFIX)
        || !(path.startsWith(AustinPages.PREFIX) || Addresses.reads(ctx))) {
      throw ApiException.of(401, "unauthorized", "The console's token is wanted.");
    }
    if (path.startsWith(AustinPages.PREFIX)) {
      ctx.status(HttpStatus.UNAUTHORIZED).skipRemainingHandlers();
      challenge(ctx); // what comes after is skipped, too
      Json.write(ctx, AustinAnswer.unauthorized());
      return;
    }
    redirectFromToken(ctx, false);
    if (ctx.status() != HttpStatus.SEE_OTHER) {
      redirect(ctx, form.asking(address(ctx)));
    }
  }

  private boolean letsIn(Context ctx) {
    Optional<Person> person =
        users
            .flatMap(it -> it.of(ctx))
            .or(() -> knowsToken(ctx) || hasPass(ctx) ? Optional.of(reader) : Optional.empty());
    person.ifPresent(it -> it.letIn(ctx));
    return person.isPresent();
  }

  /** Every 401 says what would let one in. */
  private static void challenge(Context ctx) {
    if (ctx.status() == HttpStatus.UNAUTHORIZED) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"austin-stream\"");
    }
  }

  private static boolean isOpen(String path) {
    return path.equals(LoginPage.PATH)
        || path.equals("/logout")
        || path.startsWith("/assets/")
        || Probes.PATHS.contains(path);
  }

  private boolean knowsToken(Context ctx) {
    String header = ctx.header("Authorization");
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isToken(header.substring(BEARER.length()).strip());
  }

  private boolean hasPass(Context ctx) {
    String cookie = ctx.cookie(COOKIE);
    return cookie != null && token.filter(it -> it.isPass(cookie)).isPresent();
  }

  private boolean isToken(@Nullable String candidate) {
    return candidate != null && token.filter(it -> it.is(candidate)).isPresent();
  }

  /** A token in the address of a page becomes a cookie, and the address one without it. */
  private void redirectFromToken(Context ctx, boolean in) {
    String path = base.local(ctx);
    String given = ctx.queryParam(PARAMETER);
    if (given == null || !Addresses.reads(ctx) || !isPage(path)) {
      return;
    }
    boolean right = isToken(given);
    if (right) {
      letIn(ctx);
    }
    String to = path.equals(LoginPage.PATH) ? form.target(ctx.queryParam("to")) : address(ctx);
    if (right || in || hasPass(ctx)) {
      redirect(ctx, sealed.of(to));
    } else if (given.isEmpty()) {
      redirect(ctx, sealed.of(to).equals(to) ? to : form.asking(to));
    } else {
      redirect(ctx, form.refusing(to));
    }
  }

  /** Whether a browser shows it under its address, and remembers that. */
  private static boolean isPage(String path) {
    return path.equals(LoginPage.PATH) || !(path.startsWith(Api.PREFIX) || isOpen(path));
  }

  private void logIn(Context ctx) {
    String given = ctx.formParam(PARAMETER);
    if (isToken(given)) {
      letIn(ctx);
      redirect(ctx, sealed.of(form.target(ctx.formParam("to"))));
    } else {
      form.refuse(ctx);
    }
  }

  private void letIn(Context ctx) {
    ctx.cookie(cookie(ctx, token.orElseThrow().pass(), (int) AccessToken.PASS_HOLDS.toSeconds()));
  }

  private void logOut(Context ctx) {
    ctx.cookie(cookie(ctx, "", 0));
    redirect(ctx, LoginPage.PATH);
  }

  private Cookie cookie(Context ctx, String value, int maxAge) {
    Cookie cookie = new Cookie(COOKIE, value);
    String path = base.of(ctx);
    // Without a slash at the end: that address is the page too.
    cookie.setPath(path.isEmpty() ? "/" : path);
    cookie.setMaxAge(maxAge);
    cookie.setHttpOnly(true);
    cookie.setSecure("https".equals(ctx.header("X-Forwarded-Proto")));
    // With a link on another site a browser is to come logged in; nothing that is asked for with
    // GET changes anything, and what such a site sends or embeds itself comes without the cookie.
    cookie.setSameSite(SameSite.LAX);
    return cookie;
  }

  /** The address that was asked for, without a token in it. */
  private String address(Context ctx) {
    String path = LoginPage.checked(base.local(ctx));
    String rest =
        Optional.ofNullable(ctx.queryString())
            .map(query -> Stream.of(query.split("&")))
            .orElse(Stream.empty())
            .filter(parameter -> !namesToken(parameter))
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? path : LoginPage.checked(path + "?" + rest);
  }

  /** As the server reads it: {@code token}, {@code token=} and {@code %74oken=} name the same. */
  private static boolean namesToken(String parameter) {
    try {
      return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8)
          .equals(PARAMETER);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private void redirect(Context ctx, String to) {
    ctx.status(HttpStatus.SEE_OTHER).header("Location", base.of(ctx) + to);
    ctx.skipRemainingHandlers();
  }
}
