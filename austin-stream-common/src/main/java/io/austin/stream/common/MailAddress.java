package io.austin.stream.common;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The capitals of e-mail addresses, which mean nothing to a mail server and much to a key. */
final class MailAddress {
  /** The beginning of a word in the name, or in a domain but for its end. */
  private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{Nd}])\\p{Ll}(?!\\p{L}*$)");

  private MailAddress() {}

  /** As the address is in lower case, and as people write it; none of what is no address. */
  static Collection<String> otherCases(String text) {
    int at = text.indexOf('@');
    Set<String> cases = new LinkedHashSet<>();
    if (at > 0 && at == text.lastIndexOf('@')) {
      String lower = text.toLowerCase(Locale.ROOT);
      cases.add(lower);
      for (String name : forms(text.substring(0, at + 1))) {
        for (String domain : forms(text.substring(at + 1))) {
          cases.add(name + domain);
        }
      }
      cases.add(text.toUpperCase(Locale.ROOT));
      cases.remove(text);
    }
    return cases;
  }

  private static Collection<String> forms(String half) {
    String lower = half.toLowerCase(Locale.ROOT);
    return new LinkedHashSet<>(Arrays.asList(half, lower, capitalized(lower)));
  }

  private static String capitalized(String lower) {
    Matcher word = WORD.matcher(lower);
    StringBuffer capitalized = new StringBuffer();
    while (word.find()) {
      word.appendReplacement(
          capitalized, Matcher.quoteReplacement(word.group().toUpperCase(Locale.ROOT)));
    }
    return word.appendTail(capitalized).toString();
  }
}
