package io.austin.stream.console.web;

import io.austin.stream.console.api.ApiException;
import io.austin.stream.console.api.Json;
import io.austin.stream.console.austin.AustinAnswer;
import io.austin.stream.console.austin.AustinPages;
import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses other names of this machine than its own. Without a token this is what keeps a foreign
 * page from reading the console through the browser of somebody here: it would have its own name
 * lead to this machine (DNS rebinding).
 */
public final class HostCheck {
  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "::1");

  private final BasePath base;
  private final String configured;
  private final Person reader;

  /**
   * Besides the usual names this one is accepted: where the console listens.
   *
   * @param role what who is on this machine may see
   */
  public HostCheck(String configured, Right role, BasePath base) {
    this.base = base;
    this.reader = Person.onThisMachine(role);
    this.configured = configured.toLowerCase(Locale.ROOT);
  }

  /** Throws unless the request is addressed to this machine by a name of its own. */
  public void check(Context ctx) {
    if (Probes.PATHS.contains(base.local(ctx))) {
      return;
    }
    String host = String.valueOf(ctx.req().getServerName()).toLowerCase(Locale.ROOT);
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (OWN.contains(name) || name.equals(configured)) {
      reader.letIn(ctx);
      return;
    }
    if (base.local(ctx).startsWith(AustinPages.PREFIX)) {
      ctx.status(HttpStatus.FORBIDDEN).skipRemainingHandlers();
      Json.write(ctx, AustinAnswer.unauthorized());
    } else {
      throw ApiException.of(
          403, "forbidden_host", "Without a token the console answers to localhost alone.");
    }
  }
}
