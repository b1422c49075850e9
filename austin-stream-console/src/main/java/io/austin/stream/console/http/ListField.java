package io.austin.stream.console.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A header whose value is a list. On several lines it is one list as well (RFC 9110, 5.3). */
public final class ListField {
  private ListField() {}

  /** Its members; none where it is not there. */
  public static List<String> of(Context ctx, String name) {
    return Stream.of(String.join(",", Collections.list(ctx.req().getHeaders(name))).split(","))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .toList();
  }
}
