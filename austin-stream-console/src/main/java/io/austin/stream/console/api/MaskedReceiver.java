package io.austin.stream.console.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver as the page shows it, 137****2222, which is enough for who knows it already. */
final class MaskedReceiver {
  private static final Pattern GROUP = Pattern.compile("@\\w{1,16}");
  private static final Pattern PHONE = Pattern.compile("\\+?\\d{7,15}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{7,}");
  private static final int LONG = 12;
  private static final int SHORT = 4;

  private MaskedReceiver() {}

  /** The receiver with its middle left out, and no number whole. */
  static String of(String receiver) {
    return NUMBER
        .matcher(masked(receiver))
        .replaceAll(number -> Matcher.quoteReplacement(masked(number.group())));
  }

  private static String masked(String text) {
    if (GROUP.matcher(text).matches()) {
      return text;
    }
    if (PHONE.matcher(text).matches()) {
      boolean usual = text.length() > 9;
      return kept(text, usual ? text.length() - 8 : 2, "****", usual ? 4 : 2);
    }
    if (EMAIL.matcher(text).matches()) {
      return kept(text, 1, "***", 0) + text.substring(text.indexOf('@'));
    }
    int letters = text.codePointCount(0, text.length());
    if (letters <= SHORT) {
      return kept(text, 1, "***", 0);
    }
    int ends = letters >= LONG ? 4 : 2;
    return kept(text, ends, "****", ends);
  }

  /** By code points, so that no emoji is cut in two. */
  private static String kept(String text, int first, String middle, int last) {
    return text.substring(0, text.offsetByCodePoints(0, Math.min(first, text.length())))
        + middle
        + text.substring(text.offsetByCodePoints(text.length(), -last));
  }
}
