package io.austin.stream.console.api;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is shown of receivers, which are personal data: 137****2222, which is enough for who knows
 * it already. What is shown of any text that a person has typed is decided here and nowhere else.
 */
final class Mask {
  private static final Pattern GROUP = Pattern.compile("@\\w{1,16}");
  private static final Pattern PHONE = Pattern.compile("\\+?\\d{7,15}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final int LONG = 12;
  private static final int SHORT = 4;

  /** What is pasted may hold a number that no other rule sees: behind an address or an @. */
  private static final Pattern NUMBER = Pattern.compile("\\d{7,}");

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  /**
   * A number with whatever people write between its digits, but no letters, and nothing that parts
   * one number from the next. Possessive, which Java matches without recursion.
   */
  private static final Pattern WRITTEN_NUMBER =
      Pattern.compile(
          "\\p{Nd}(?:(?!,[\\s\\p{Z}])[^\\p{Nd}\\p{L};，、；|]{0,3}\\p{Nd}){6,}+(?![*\\p{Nd}])");

  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}{7,}");
  private static final Pattern WRITTEN_EMAIL =
      Pattern.compile(
          "[^\\s<>()\\[\\]\"'`:;,，；：<>=|/]+(?:@|＠|%40|&#64;)[^\\s<>()\\[\\]\"'`;,，；<>|/]+");
  private static final int LONGEST_NUMBER = 15;
  private static final int LONGEST_ID = 19;

  /** An openid or the token of a device, of which no form tells it from a message's id. */
  private static final Pattern OPAQUE =
      Pattern.compile("(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{16,}");

  private Mask() {}

  /** A receiver with its middle left out, and no number whole. */
  static String receiver(String receiver) {
    return replaced(masked(receiver), NUMBER, number -> masked(number.group()));
  }

  /** What somebody typed: a message's id, a name or a receiver, or what holds some of them. */
  static String text(String text) {
    return id(replaced(text, OPAQUE, word -> masked(word.group())));
  }

  /** The id of what is no receiver, unless a number or an address is in it all the same. */
  static String id(String id) {
    String withoutEmails = replaced(id, WRITTEN_EMAIL, email -> masked(email.group()));
    String withoutDigits = replaced(withoutEmails, DIGITS, Mask::number);
    return replaced(withoutDigits, WRITTEN_NUMBER, Mask::number);
  }

  private static String replaced(String text, Pattern pattern, Function<MatchResult, String> with) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(with.apply(found)));
  }

  private static String number(MatchResult written) {
    String digits =
        DIGIT
            .matcher(written.group())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining());
    boolean isId =
        digits.length() > LONGEST_NUMBER
            && digits.length() <= LONGEST_ID
            && written.group().matches("[0-9]+");
    return isId ? digits : masked(digits);
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
