package io.austin.stream.common;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes that texts carry which were copied out of an address, out of JSON or out of HTML. */
final class Escapes {
  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern BACKSLASH =
      Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([\"'/\\\\])|[nrt])");
  private static final Pattern QUOTED = Pattern.compile("\\\\[\"u/]");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:(amp|lt|gt|quot|apos|nbsp)|#([0-9]{1,6})|#[xX]([0-9A-Fa-f]{1,5}));");
  private static final String NAMES = "amp&lt<gt>quot\"apos'nbsp ";
  private static final char REPLACEMENT = '\uFFFD';

  private Escapes() {}

  /** The text without them; the same where it has none, or they are of nothing. */
  static String undone(String text) {
    String plain = replaced(ENTITY, text, Escapes::entity);
    // Backslashes alone may be anything.
    String unquoted =
        QUOTED.matcher(plain).find() ? replaced(BACKSLASH, plain, Escapes::backslash) : plain;
    return replaced(PERCENT, unquoted, Escapes::percent);
  }

  private static String entity(Matcher entity) {
    if (entity.group(1) != null) {
      return NAMES.substring(NAMES.indexOf(entity.group(1)) + entity.group(1).length()).charAt(0)
          + "";
    }
    boolean decimal = entity.group(2) != null;
    int point = Integer.parseInt(entity.group(decimal ? 2 : 3), decimal ? 10 : 16);
    return Character.isValidCodePoint(point) ? new String(Character.toChars(point)) : "";
  }

  private static String backslash(Matcher escape) {
    if (escape.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
    }
    return escape.group(2) == null ? " " : escape.group(2);
  }

  private static String percent(Matcher bytes) {
    try {
      String text = URLDecoder.decode(bytes.group(), "UTF-8");
      return text.indexOf(REPLACEMENT) < 0 ? text : bytes.group();
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException("every Java has UTF-8", impossible);
    }
  }

  private static String replaced(Pattern pattern, String text, Replacement replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuffer replaced = new StringBuffer();
    while (matcher.find()) {
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(replacement.of(matcher)));
    }
    return matcher.appendTail(replaced).toString();
  }

  private interface Replacement {
    String of(Matcher found);
  }
}
