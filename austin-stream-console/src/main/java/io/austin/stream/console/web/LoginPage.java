package io.austin.stream.console.web;

import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.rights.Seal;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form that asks for the token. */
final class LoginPage {
  static final String PATH = "/login";

  private static final Pattern ADDRESS =
      Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,8192}");

  private static final String PROBLEM = "令牌不对。 / That is not the token.";

  /** The parameter that says that a token in an address was not the right one. */
  private static final String REFUSED = "refused";

  private final String html =
      new String(Resources.require("login/login.html"), StandardCharsets.UTF_8);
  private final BasePath base;
  private final Seal seal;
  private final SealedAddresses sealed;

  LoginPage(BasePath base, Seal seal) {
    this.base = base;
    this.seal = seal;
    this.sealed = new SealedAddresses(seal);
  }

  void show(Context ctx) {
    answer(ctx, ctx.queryParam("to"), ctx.queryParam(REFUSED) == null ? "" : PROBLEM);
  }

  void refuse(Context ctx) {
    ctx.status(HttpStatus.UNAUTHORIZED);
    answer(ctx, ctx.formParam("to"), PROBLEM);
  }

  /** Its address, from where one comes to another. */
  String asking(String to) {
    return PATH + "?to=" + URLEncoder.encode(hidden(to), StandardCharsets.UTF_8);
  }

  /**
   * An address that may be shown. It is not sealed as pages' addresses are: whoever is not logged
   * in would learn how each receiver is sealed.
   */
  private String hidden(String to) {
    return sealed.of(to).equals(to) ? to : seal.seal(Seal.Kind.WAY, to);
  }

  /** The same where the token in an address was not the right one. */
  String refusing(String to) {
    return asking(to) + "&" + REFUSED + "=1";
  }

  /** Where to go after the form: an address of this console, else its first page. */
  String target(@Nullable String to) {
    return to == null ? "/" : checked(seal.open(Seal.Kind.WAY, to).orElse(to));
  }

  /** An address of this console, else its first page. */
  static String checked(String address) {
    return ADDRESS.matcher(address).matches() ? address : "/";
  }

  private void answer(Context ctx, @Nullable String to, String problem) {
    // What an address may be made of needs escaping in HTML for & and ' alone.
    String target = hidden(target(to)).replace("&", "&amp;").replace("'", "&#39;");
    ctx.contentType("text/html; charset=utf-8")
        .result(
            html.replace("{{base}}", base.of(ctx))
                .replace("{{to}}", target)
                .replace("{{problem}}", problem));
  }
}
