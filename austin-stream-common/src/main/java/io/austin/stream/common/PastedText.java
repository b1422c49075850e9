package io.austin.stream.common;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
  private static final String ENDS = "(?![^" + BETWEEN + "])";

  private static final Pattern SEPARATOR = Pattern.compile(SEPARATORS);
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cf}\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x85]]|[\\uFE00-\\uFE0F\\u034F\\u3164]");
  private static final Pattern BLANK = Pattern.compile("[\\p{IsWhite_Space}\\p{Cf}\\p{Cc}]*");
  private static final Pattern BETWEEN_DIGITS =
      Pattern.compile("[\\p{IsWhite_Space}\\p{Pd}\\u2212.。·/()\\[\\]]+");
  private static final Pattern WRAPPED =
      Pattern.compile("[\"'`<«“”‘’《「]([^\"'`<>«»“”‘’《》「」]+)[\"'`>»“”‘’》」]");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,}");
  private static final Pattern EMAIL = Pattern.compile("[^@]@[^@]+\\.[^@]");

  /** Longer than a day with its time, which a template's name may hold. */
  private static final Pattern LONG_NUMBER = Pattern.compile("^\\+?[0-9() .-]{11,}$");

  private static final Pattern CHINESE = Pattern.compile("(?:\\+86|0086|86)?(1[0-9]{10})");

  /** A Chinese mobile number, which may be written in three pieces. */
  private static final String MOBILE =
      "(?:\\(?(?:\\+|00)?86\\)?[\\p{IsWhite_Space}\\p{Pd}]*)?"
          + "\\(?1[0-9]{2}\\)?(?:[\\p{IsWhite_Space}\\p{Pd}.]?[0-9]{4}){2}";

  private static final Pattern PART =
      Pattern.compile(BEGINS + MOBILE + ENDS + "|[^" + BETWEEN + "]+");

  /** An address behind a person's name, as mail programs write it. */
  private static final Pattern IN_BRACKETS =
      Pattern.compile("[<(\\[]\\s*(?:mailto:)?([^\\s<>()\\[\\]@]+@[^\\s<>()\\[\\]@]+)\\s*[>)\\]]");

  /** What a field is called, and what stands behind its name; no scheme of an address. */
  private static final String NAME = "[\"']?\\p{L}[\\p{L}\\p{Nd}_.-]{0,30}[\"']?";

  private static final String COLON = "\\s*[:=]\\s*(?!//)";
  private static final String PHONE_WORD =
      "(?iu:tel|telephone|phone|mobile|cell|手机号码|手机号|手机|联系电话|电话号码|电话|号码)\\.?\\s*(?=[+(0-9])";
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:(?:" + NAME + "|\\p{L}[\\p{L}_. -]{0,30})" + COLON + "|" + PHONE_WORD + ")(.+)",
          Pattern.DOTALL);
  private static final Pattern LABELS =
      Pattern.compile(BEGINS + "(?:" + NAME + COLON + "|" + PHONE_WORD + ")");

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
    addBare(part.isEmpty() ? cleaned : part, !part.isEmpty(), forms);
    return forms;
  }

  private static void addBare(String id, boolean part, List<Form> forms) {
    String bare = withoutSeparators(id);
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
    }
  }

  /** The only address in brackets; empty where there is none. */
  private static String addressInBrackets(String cleaned) {
    Matcher brackets = IN_BRACKETS.matcher(cleaned);
    String address = brackets.find() ? brackets.group(1) : "";
    return brackets.find() ? "" : address;
  }

  /** What stands behind the name of a field; empty where there is none. */
  private static String unlabelled(String cleaned) {
    Matcher label = LABEL.matcher(cleaned);
    return label.matches() ? of(label.group(1)).cleaned() : "";
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
   * The two texts that this may be, with something between them: split at the first and at the last
   * separator, since one of them may hold some itself, also without the names of fields before
   * them. Empty where there is none.
   */
  public List<PastedText[]> pairs() {
    List<PastedText> linked = linked();
    if (linked.size() == 2) {
      return Collections.singletonList(linked.toArray(new PastedText[0]));
    }
    String cleaned = cleaned();
    List<PastedText[]> pairs = new ArrayList<>(pairs(cleaned));
    String unlabelled = LABELS.matcher(cleaned).replaceAll("");
    if (!unlabelled.equals(cleaned)) {
      pairs.addAll(pairs(unlabelled));
    }
    return Collections.unmodifiableList(pairs);
  }

  private static List<PastedText[]> pairs(String text) {
    List<PastedText[]> pairs = new ArrayList<>();
    Matcher separator = SEPARATOR.matcher(text);
    int lastStart = -1;
    int lastEnd = -1;
    while (separator.find()) {
      if (pairs.isEmpty()) {
        pairs.add(split(text, separator.start(), separator.end()));
      } else {
        lastStart = separator.start();
        lastEnd = separator.end();
      }
    }
    if (lastStart >= 0) {
      pairs.add(split(text, lastStart, lastEnd));
    }
    return pairs;
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
      parts.add(of(part.group()));
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
