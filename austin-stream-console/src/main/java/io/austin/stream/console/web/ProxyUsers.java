package io.austin.stream.console.web;

import io.austin.stream.console.api.ApiException;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.options.Network;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Persons whom a proxy names in a header that it sets on each request, and takes out of what comes
 * to it. Whoever else sends it is refused: that is an attempt to be somebody, or a proxy that
 * {@code console.trusted-proxies} lacks.
 */
public final class ProxyUsers {
  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,256}");

  private final String header;
  private final List<Network> trusted;
  private final Function<String, Right> roles;

  /**
   * Persons named in this header.
   *
   * @param trusted where the proxies are
   * @param roles what a person may see
   */
  public ProxyUsers(String header, List<Network> trusted, Function<String, Right> roles) {
    this.header = header;
    this.trusted = trusted;
    this.roles = roles;
  }

  /**
   * Whom the proxy names; nobody where it names none.
   *
   * @throws ApiException where somebody else has sent the header, or it is not one name
   */
  Optional<Person> of(Context ctx) {
    List<String> names = Collections.list(ctx.req().getHeaders(header));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String from = ctx.req().getRemoteAddr();
    if (trusted.stream().noneMatch(network -> network.contains(from))) {
      throw refused("This address may not say who asks; see console.trusted-proxies.");
    }
    String name = names.get(0).strip();
    if (names.size() != 1 || !NAME.matcher(name).matches()) {
      throw refused("The proxy has to name one person.");
    }
    return Optional.of(Person.named(name, roles.apply(name)));
  }

  private static ApiException refused(String reason) {
    return ApiException.of(403, "untrusted_user", reason);
  }
}
