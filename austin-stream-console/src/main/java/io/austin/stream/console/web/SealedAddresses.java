package io.austin.stream.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.console.rights.Seal;
import io.austin.stream.console.rights.Seal.Kind;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Addresses of pages in which receivers, and what was searched for, stand sealed: so no log, no
 * history and no {@code Referer} holds a receiver. Those that hold one open lead there.
 */
final class SealedAddresses {
  private static final String RECEIVER = "/receiver";

  private final Seal seal;

  SealedAddresses(Seal seal) {
    this.seal = seal;
  }

  /** The same address with all of that sealed; itself where nothing of it stands open. */
  String of(String address) {
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    List<String> query =
        mark < 0
            ? new ArrayList<>()
            : new ArrayList<>(List.of(address.substring(mark + 1).split("&", -1)));
    if (path.equals("/")) {
      query.replaceAll(each -> sealed(each, "q", Kind.SEARCH));
    } else if (path.startsWith("/message")) {
      query.replaceAll(each -> sealed(each, "receiver", Kind.RECEIVER));
    } else if (path.equals(RECEIVER) || path.startsWith(RECEIVER + "/")) {
      path = receiver(path, query);
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  /** A receiver stands in the path, or beside it, from where it goes into the path. */
  private String receiver(String path, List<String> query) {
    String within = path.substring(Math.min(path.length(), RECEIVER.length() + 1));
    if (!within.isEmpty()) {
      return RECEIVER + "/" + sealed(Kind.RECEIVER, decoded(within.replace("+", "%2B")));
    }
    Optional<String> beside =
        query.stream().flatMap(each -> value(each, "id").stream()).findFirst();
    query.removeIf(each -> value(each, "id").isPresent());
    return beside.map(id -> RECEIVER + "/" + sealed(Kind.RECEIVER, id)).orElse(path);
  }

  private String sealed(String parameter, String name, Kind kind) {
    return value(parameter, name).map(text -> name + "=" + sealed(kind, text)).orElse(parameter);
  }

  /** Whom somebody searched for may stand sealed as that, too. */
  private String sealed(Kind kind, String text) {
    boolean is = seal.open(kind, text).isPresent() || seal.open(Kind.SEARCH, text).isPresent();
    return is ? text : seal.seal(kind, text);
  }

  /** The value of a parameter that is this one and has one. */
  private static Optional<String> value(String parameter, String name) {
    int equals = parameter.indexOf('=');
    return equals >= 0 && decoded(parameter.substring(0, equals)).equals(name)
        ? Optional.of(decoded(parameter.substring(equals + 1))).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
