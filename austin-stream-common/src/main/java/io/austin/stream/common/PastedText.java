package io.austin.stream.common;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as people type and paste it where an id is wanted: a receiver or a message id, or both.
 * Ids may hold anything, so the text as it is comes first; its usual other forms are for when that
 * is not there.
 */
public final class PastedText {
  /** White space and what stands between two ids in a row: commas, semicolons, a tab. */
  private static final String BETWEEN = "\\p{IsWhite_Space},;、|";

  private static final String SEPARATORS = "[" + BETWEEN + "]+";
  private static final String BEGINS = "(?<![^" + BETWEEN + "])";

  private static final Pattern SEPARATOR = Pattern.compile(SEPARATORS);
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cf}\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x85]]|[\\uFE00-\\uFE0F\\u034F\\u3164]");
  private static final Pattern BLANK = Pattern.compile("[\\p{IsWhite_Space}\\p{Cf}\\p{Cc}]*");
  private static final Pattern BETWEEN_DIGITS =
      Pattern.compile("[\\p{IsWhite_Space}\\p{Pd}\\u2212\\u2022.。·/_~()\\[\\]]+");
  private static final Pattern WRAPPED =
      Pattern.compile("[\"'`<«“”‘’《「]([^\"'`<>«»“”‘’《》「」]+)[\"'`>»“”‘’》」]");

  /** What stands around an id in a sentence, a list or a log, and seldom is a part of it. */
  private static final String AROUND = "[\\p{P}\\p{S}\\p{IsWhite_Space}&&[^-_+@]]+";

  private static final Pattern ENDS_AROUND = Pattern.compile("^" + AROUND + "|" + AROUND + "$");
  private static final Pattern ONLY_AROUND = Pattern.compile("[\\p{P}\\p{Sm}]+");

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,}");
  private static final Pattern EMAIL = Pattern.compile("[^@]@[^@]+\\.[^@]");

  /** Longer than a day with its time, which a template's name may hold. */
  private static final Pattern LONG_NUMBER = Pattern.compile("^\\+?[0-9() .-]{11,}$");

  private static final Pattern CHINESE = Pattern.compile("(?:\\+86|0086|86)?0?(1[0-9]{10})");

  /** A Chinese mobile number, which may be written in three pieces. */
  private static final String MOBILE =
      "(?:\\(?(?:\\+|00)?86\\)?[\\p{IsWhite_Space}\\p{Pd}]*)?"
          + "\\(?1[0-9]{2}\\)?(?:[\\p{IsWhite_Space}\\p{Pd}.]?[0-9]{4}){2}";

  /** Between two numbers a slash may stand, or what else is like one, which other ids may hold. */
  private static final Pattern PART =
      Pattern.compile(
          String.format("(?<![^%1$s/&:·•。→])%2$s(?![^%1$s/&:·•。→])|[^%1$s]+", BETWEEN, MOBILE));

  /**
   * A mobile number in a text without spaces: no part of a longer id, of an address, of a host.
   * With letters on both sides it is in a name.
   */
  private static final Pattern MOBILE_WITHIN =
      Pattern.compile(
          String.format(
              "(?<![A-Za-z0-9_@+-])(?:(?<!\\p{L})%1$s|%1$s(?!\\p{L}))(?![A-Za-z0-9_@-]|\\.[A-Za-z])",
              MOBILE));

  /** An address behind a person's name, as mail programs write it. */
  private static final Pattern IN_BRACKETS =
      Pattern.compile("[<(\\[]\\s*(?:mailto:)?([^\\s<>()\\[\\]@]+@[^\\s<>()\\[\\]@]+)\\s*[>)\\]]");

  /** What a field is called, and what stands behind its name; no scheme of an address. */
  private static final String NAME = "[\"']?\\p{L}[\\p{L}\\p{Nd}_.-]{0,30}[\"']?";

  private static final String OPENED = "[\\p{Ps}<]*";

  private static final String COLON = "\\s*[:=]\\s*(?!//)";
  private static final String PHONE_WORD =
      "(?iu:tel|telephone|phone|mobile|cell|手机号码|手机号|手机|联系电话|电话号码|电话|号码)\\.?\\s*(?=[+(0-9])";
  private static final Pattern LABEL =
      Pattern.compile(
          OPENED
              + "(?:(?:"
              + NAME
              + "|\\p{L}[\\p{L}_. -]{0,30})"
              + COLON
              + "|"
              + PHONE_WORD
              + ")(.+)",
          Pattern.DOTALL);

  /** As in {@code receiver: tel: 13711112222}, or in a key of Redis. */
  private static final int MAX_LABELS = 3;

  private static final Pattern LABELS =
      Pattern.compile(BEGINS + OPENED + "(?:" + NAME + COLON + "|" + PHONE_WORD + ")");

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
    String bare = stripped(mapped(plain, PastedText::withPlainDigit));
    Matcher wrapped = WRAPPED.matcher(bare);
    return wrapped.matches() ? stripped(wrapped.group(1)) : bare;
  }

  private static int withPlainDigit(int character) {
    return Character.isDigit(character) ? '0' + Character.digit(character, 10) : character;
  }

  private static int withPlainHyphen(int character) {
    return Character.getType(character) == Character.DASH_PUNCTUATION ? '-' : character;
  }

  private static String mapped(String text, IntUnaryOperator character) {
    int[] mapped = text.codePoints().map(character).toArray();
    return new String(mapped, 0, mapped.length);
  }

  /** Also without punctuation around it, and with plain hyphens. */
  private static String bare(String cleaned) {
    String plain = mapped(cleaned, PastedText::withPlainHyphen);
    return ENDS_AROUND.matcher(plain).replaceAll("");
  }

  private static String stripped(String text) {
    return text.replaceAll("^" + SEPARATORS + "|" + SEPARATORS + "$", "");
  }

  /** What one id may be that was written so, the text as it is first; none twice, none blank. */
  public List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    add(Understood.EXACT, text, false, forms);
    List<PastedText> linked = linked();
    if (!linked.isEmpty()) {
      // Two ids in a link are no form of one.
      linked.stream()
          .filter(id -> linked.size() == 1)
          .flatMap(id -> id.forms().stream())
          .forEach(form -> add(form.inLink(), form.text, form.part, forms));
      return forms;
    }
    String cleaned = cleaned();
    add(Understood.CLEANED, cleaned, false, forms);
    String address = addressInBrackets(cleaned);
    String unlabelled = address.isEmpty() ? unlabelled(cleaned) : "";
    add(Understood.ADDRESS_IN_BRACKETS, address, true, forms);
    add(Understood.WITHOUT_LABEL, unlabelled, true, forms);
    String part = address + unlabelled;
    String id = part.isEmpty() ? bare(cleaned) : part;
    String number = PHONE.matcher(withoutSeparators(id)).matches() ? "" : mobileWithin(id);
    if (!number.isEmpty()) {
      add(Understood.WITHOUT_LABEL, number, true, forms);
      addBare(number, true, forms);
    } else {
      addBare(id, !part.isEmpty(), forms);
    }
    return forms;
  }

  private static void addBare(String id, boolean part, List<Form> forms) {
    String bare = withoutSeparators(id);
    boolean phone = PHONE.matcher(bare).matches();
    if (!phone) {
      add(Understood.CLEANED, id, part, forms);
    }
    add(Understood.WITHOUT_SEPARATORS, bare, part, forms);
    if (bare.indexOf('@') > 0) {
      add(Understood.LOWER_CASE, bare.toLowerCase(Locale.ROOT), part, forms);
    }
    Matcher chinese = CHINESE.matcher(bare);
    if (chinese.matches()) {
      String number = chinese.group(1);
      add(Understood.WITHOUT_COUNTRY_CODE, number, part, forms);
      for (String code : new String[] {"+86", "86", "0086"}) {
        add(Understood.WITH_COUNTRY_CODE, code + number, part, forms);
      }
    } else if (phone && bare.startsWith("+")) {
      add(Understood.WITHOUT_SEPARATORS, bare.substring(1), part, forms);
    }
  }

  /** The only mobile number in a text of one part; empty where there is none. */
  private static String mobileWithin(String text) {
    if (SEPARATOR.matcher(text).find()) {
      return "";
    }
    Matcher mobile = MOBILE_WITHIN.matcher(text);
    String number = mobile.find() ? withoutSeparators(mobile.group()) : "";
    return mobile.find() ? "" : number;
  }

  /** The only address in brackets; empty where there is none. */
  private static String addressInBrackets(String cleaned) {
    Matcher brackets = IN_BRACKETS.matcher(cleaned);
    String address = brackets.find() ? brackets.group(1) : "";
    return brackets.find() ? "" : address;
  }

  /** What stands behind the name of a field, or names; empty where there is none. */
  private static String unlabelled(String cleaned) {
    String unlabelled = "";
    Matcher label = LABEL.matcher(cleaned);
    for (int labels = 0; labels < MAX_LABELS && label.matches(); labels++) {
      unlabelled = label.group(1);
      label = LABEL.matcher(unlabelled);
    }
    return bare(of(unlabelled).cleaned());
  }

  /** The ids in a link to a page of the console; none where the text is no such link. */
  private List<PastedText> linked() {
    return ConsoleLink.ids(cleaned()).stream().map(PastedText::of).collect(Collectors.toList());
  }

  private static void add(Understood understood, String text, boolean part, List<Form> forms) {
    boolean blank = BLANK.matcher(text).matches();
    if (!blank && forms.stream().noneMatch(form -> form.text.equals(text))) {
      forms.add(new Form(understood, text, part));
    }
  }

  /** Only in a phone number do hyphens, dots and brackets mean nothing. */
  private static String withoutSeparators(String text) {
    String digits = BETWEEN_DIGITS.matcher(text).replaceAll("");
    return PHONE.matcher(digits).matches() ? digits : text.replaceAll("\\p{IsWhite_Space}+", "");
  }

  /**
   * The two texts that this may be, with something between them: its two parts, and split at the
   * first and at the last separator, since one of them may hold some itself, also without the names
   * of fields before them. Empty where there is none.
   */
  public List<PastedText[]> pairs() {
    List<PastedText> linked = linked();
    if (linked.size() == 2) {
      return Collections.singletonList(linked.toArray(new PastedText[0]));
    }
    String cleaned = cleaned();
    List<PastedText[]> pairs = new ArrayList<>();
    List<PastedText> parts = parts();
    if (parts.size() == 2) {
      pairs.add(parts.toArray(new PastedText[0]));
    }
    addPairs(cleaned, pairs);
    String unlabelled = LABELS.matcher(cleaned).replaceAll("");
    if (!unlabelled.equals(cleaned)) {
      addPairs(unlabelled, pairs);
    }
    return Collections.unmodifiableList(pairs);
  }

  private static void addPairs(String text, List<PastedText[]> pairs) {
    Matcher separator = SEPARATOR.matcher(text);
    PastedText[] last = null;
    while (separator.find()) {
      PastedText[] pair = split(text, separator.start(), separator.end());
      if (last == null) {
        addPair(pair, pairs);
      }
      last = pair;
    }
    if (last != null) {
      addPair(last, pairs);
    }
  }

  private static void addPair(PastedText[] pair, List<PastedText[]> pairs) {
    if (pairs.stream()
        .noneMatch(it -> it[0].text.equals(pair[0].text) && it[1].text.equals(pair[1].text))) {
      pairs.add(pair);
    }
  }

  /**
   * All texts that stand in this one, with something between them and without the names of fields
   * before them; a mobile number in three pieces is one.
   */
  public List<PastedText> parts() {
    List<PastedText> linked = linked();
    if (!linked.isEmpty()) {
      return linked;
    }
    List<PastedText> parts = new ArrayList<>();
    Matcher part = PART.matcher(LABELS.matcher(cleaned()).replaceAll(""));
    while (part.find()) {
      if (!ONLY_AROUND.matcher(part.group()).matches()) {
        parts.add(of(part.group()));
      }
    }
    return parts;
  }

  private static PastedText[] split(String text, int from, int to) {
    return new PastedText[] {of(text.substring(0, from)), of(text.substring(to))};
  }

  /**
   * Whether a phone number or an e-mail address stands in it, in whatever form, or it is a link:
   * then it may be about a receiver. Receivers of other kinds have no form by which they are known.
   */
  public boolean holdsAddress() {
    return PHONE.matcher(withoutSeparators(cleaned())).matches()
        || !linked().isEmpty()
        || parts().stream()
            .map(PastedText::cleaned)
            .anyMatch(
                part ->
                    EMAIL.matcher(part).find()
                        || LONG_NUMBER.matcher(bare(part)).find()
                        || !mobileWithin(part).isEmpty());
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
    /** The id in a link to a page of the console. */
    FROM_LINK,
    /** The e-mail address in brackets, without the name before it. */
    ADDRESS_IN_BRACKETS,
    /** Without the name of a field before it, as tel: is. */
    WITHOUT_LABEL,
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
    private final boolean part;

    private Form(Understood understood, String text, boolean part) {
      this.understood = understood;
      this.text = text;
      this.part = part;
    }

    /** Whether words were left out that may mean something themselves. */
    public boolean isPart() {
      return part;
    }

    private Understood inLink() {
      return understood == Understood.EXACT ? Understood.FROM_LINK : understood;
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
