package io.austin.stream.common;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as people type and paste it where an id is wanted: a receiver or a message id, or both.
 * Ids may hold anything, so the text as it is comes first; its usual other forms are for when that
 * is not there.
 */
public final class PastedText {
  /** White space and what stands between two ids in a row: commas, semicolons, a tab. */
  private static final String SEPARATORS = "[\\p{IsWhite_Space},;、|]+";

  private static final Pattern SEPARATOR = Pattern.compile(SEPARATORS);
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cf}\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x85]]|[\\uFE00-\\uFE0F\\u034F\\u3164]");
  private static final Pattern BLANK = Pattern.compile("[\\p{IsWhite_Space}\\p{Cf}\\p{Cc}]*");
  private static final Pattern BETWEEN_DIGITS =
      Pattern.compile("[\\p{IsWhite_Space}\\p{Pd}\\u2212.。·/()\\[\\]]+");
  private static final Pattern WRAPPED =
      Pattern.compile("[\"'`<«“”‘’《「](.+)[\"'`>»“”‘’》」]", Pattern.DOTALL);
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,}");
  private static final Pattern EMAIL = Pattern.compile("[^@]@[^@]+\\.[^@]");

  /** Longer than a day with its time, which a template's name may hold. */
  private static final Pattern LONG_NUMBER = Pattern.compile("^\\+?[0-9-]{11,}$");

  private static final Pattern CHINESE = Pattern.compile("(?:\\+86|0086|86)?(1[0-9]{10})");

  private final String text;

  private PastedText(String text) {
    this.text = text;
  }

  /** A text as it was given. */
  public static PastedText of(String text) {
    return new PastedText(text);
  }

  /**
   * The text without what cannot be seen in it, with full-width characters made plain, and without
   * separators and quotes around it. May be empty.
   */
  public String cleaned() {
    String visible = INVISIBLE.matcher(text).replaceAll("");
    String plain = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    String bare = stripped(plain);
    Matcher wrapped = WRAPPED.matcher(bare);
    return wrapped.matches() ? stripped(wrapped.group(1)) : bare;
  }

  private static String stripped(String text) {
    return text.replaceAll("^" + SEPARATORS + "|" + SEPARATORS + "$", "");
  }

  /** What one id may be that was written so, the text as it is first; none twice, none blank. */
  public List<Form> forms() {
    Set<String> known = new LinkedHashSet<>();
    List<Form> forms = new ArrayList<>();
    add(Understood.EXACT, text, known, forms);
    String cleaned = cleaned();
    add(Understood.CLEANED, cleaned, known, forms);
    String bare = withoutSeparators(cleaned);
    add(Understood.WITHOUT_SEPARATORS, bare, known, forms);
    if (bare.indexOf('@') > 0) {
      add(Understood.LOWER_CASE, bare.toLowerCase(Locale.ROOT), known, forms);
    }
    Matcher chinese = CHINESE.matcher(bare);
    if (chinese.matches()) {
      String number = chinese.group(1);
      add(Understood.WITHOUT_COUNTRY_CODE, number, known, forms);
      for (String code : new String[] {"+86", "86", "0086"}) {
        add(Understood.WITH_COUNTRY_CODE, code + number, known, forms);
      }
    }
    return forms;
  }

  private static void add(Understood understood, String text, Set<String> known, List<Form> forms) {
    boolean blank = BLANK.matcher(text).matches();
    if (!blank && known.add(text)) {
      forms.add(new Form(understood, text));
    }
  }

  /** Only in a phone number do hyphens, dots and brackets mean nothing. */
  private static String withoutSeparators(String text) {
    String digits = BETWEEN_DIGITS.matcher(text).replaceAll("");
    return PHONE.matcher(digits).matches() ? digits : text.replaceAll("\\p{IsWhite_Space}+", "");
  }

  /**
   * The two texts that this may be, with something between them: split at the first and at the last
   * separator, since one of them may hold some itself. Empty where there is none.
   */
  public List<PastedText[]> pairs() {
    String cleaned = cleaned();
    List<PastedText[]> pairs = new ArrayList<>();
    Matcher separator = SEPARATOR.matcher(cleaned);
    int lastStart = -1;
    int lastEnd = -1;
    while (separator.find()) {
      if (pairs.isEmpty()) {
        pairs.add(split(cleaned, separator.start(), separator.end()));
      } else {
        lastStart = separator.start();
        lastEnd = separator.end();
      }
    }
    if (lastStart >= 0) {
      pairs.add(split(cleaned, lastStart, lastEnd));
    }
    return Collections.unmodifiableList(pairs);
  }

  private static PastedText[] split(String text, int from, int to) {
    return new PastedText[] {of(text.substring(0, from)), of(text.substring(to))};
  }

  /**
   * Whether a phone number or an e-mail address stands in it, in whatever form: then it is about a
   * receiver. Receivers of other kinds have no form by which they are known.
   */
  public boolean holdsAddress() {
    String cleaned = cleaned();
    return PHONE.matcher(withoutSeparators(cleaned)).matches()
        || SEPARATOR
            .splitAsStream(cleaned)
            .anyMatch(part -> EMAIL.matcher(part).find() || LONG_NUMBER.matcher(part).find());
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }

  /** In which form of a text an id was found. */
  public enum Understood {
    /** As it was given. */
    EXACT,
    /** Without invisible characters, with full-width ones made plain. */
    CLEANED,
    /** Also without white space and, in a phone number, without hyphens, dots and brackets. */
    WITHOUT_SEPARATORS,
    /** An e-mail address in lower case. */
    LOWER_CASE,
    /** A Chinese phone number without +86, 86 or 0086. */
    WITHOUT_COUNTRY_CODE,
    /** A Chinese phone number with one of them. */
    WITH_COUNTRY_CODE;

    /** As the console's API calls it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A form of a text. */
  public static final class Form {
    private final Understood understood;
    private final String text;

    private Form(Understood understood, String text) {
      this.understood = understood;
      this.text = text;
    }

    public Understood getUnderstood() {
      return understood;
    }

    public String getText() {
      return text;
    }

    @Override
    public String toString() {
      return understood.code() + " " + text;
    }
  }
}
