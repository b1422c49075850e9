package io.austin.stream.common;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link to a page of the console is about, or one to its API, whatever the host and the path
 * before it: {@code https://ops.example.com/trace/message/m1?receiver=13711112222}.
 */
final class ConsoleLink {
  private static final Pattern PAGE =
      Pattern.compile(
          "[^?#\\s]*/(?:message|receiver|caller|template|stuck)(?:/([^/?#\\s]*))?/?(?:\\?([^#\\s]*))?(?:#\\S*)?");
  private static final Pattern SEARCH =
      Pattern.compile("[^?#\\s]*/(?:api/v1/search)?\\?([^#\\s]*)(?:#\\S*)?");

  /** Where a browser stands that is to log in first. */
  private static final Pattern LOGIN = Pattern.compile("[^?#\\s]*/login\\?(to=[^#\\s]*)");

  private ConsoleLink() {}

  /**
   * What is named: the id of which the page is, and of the page of a message its receiver, or what
   * was searched for. None where the text is no such link.
   */
  static List<String> ids(String text) {
    Matcher login = LOGIN.matcher(text);
    if (login.matches()) {
      return ids(parameter(login.group(1), "to"));
    }
    Matcher page = PAGE.matcher(text);
    if (page.matches()) {
      List<String> ids = new ArrayList<>();
      addUnlessEmpty(decoded(page.group(1)), ids);
      for (String name : new String[] {"id", "receiver", "message"}) {
        addUnlessEmpty(parameter(page.group(2), name), ids);
      }
      return ids;
    }
    Matcher search = SEARCH.matcher(text);
    String wanted = search.matches() ? parameter(search.group(1), "q") : "";
    return wanted.isEmpty() ? Collections.emptyList() : Collections.singletonList(wanted);
  }

  private static void addUnlessEmpty(String id, List<String> ids) {
    if (!id.isEmpty()) {
      ids.add(id);
    }
  }

  private static String parameter(String query, String name) {
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return decoded(pair.substring(name.length() + 1).replace("+", "%20"));
      }
    }
    return "";
  }

  private static String decoded(String text) {
    try {
      return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
    } catch (UnsupportedEncodingException | IllegalArgumentException malformed) {
      return text;
    }
  }
}
