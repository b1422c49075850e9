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
import java.util.stream.Stream;

/**
 * A text as people type and paste it where an id is wanted: a receiver or a message id, or both.
 * Ids may hold anything, so the text as it is comes first; its usual other forms are for when that
 * is not there.
 */
public final class PastedText {
  /**
   * White space and what stands between two ids in a row: commas, semicolons, a tab, an ampersand.
   */
  private static final String BETWEEN = "\\p{IsWhite_Space},;、|&";

  private static final String SEPARATORS = "[" + BETWEEN + "]+";
  private static final String BEGINS = "(?<![^" + BETWEEN + "])";

  private static final Pattern SEPARATOR = Pattern.compile(SEPARATORS);

  /** What takes no place on a screen, or stands for a picture that was not copied. */
  private static final String UNSEEN =
      "\\p{Cf}\\p{Co}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164"
          + "\\uFE00-\\uFE0F\\uFFA0\\uFFFC\\x{E0100}-\\x{E01EF}";

  private static final Pattern INVISIBLE =
      Pattern.compile("[" + UNSEEN + "]|[\\p{Cc}&&[^\\t\\n\\x0B\\f\\r\\x85]]");
  private static final Pattern BLANK =
      Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}" + UNSEEN + "]*");
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

  /** A number or an address with what a link says besides: a subject, an extension. */
  private static final Pattern WITH_MORE =
      Pattern.compile(
          "(\\+?[0-9][0-9() .-]{4,}|[^@?;\\s]+@[^@?;\\s]+)[?;]\\p{L}.*", Pattern.DOTALL);

  /** As spreadsheets show a long number. */
  private static final Pattern SCIENTIFIC =
      Pattern.compile("([0-9])(?:[.,]([0-9]+))?[eE]\\+?([0-9]{1,2})");

  /** As programs write one that they take for a fraction. */
  private static final Pattern FRACTION = Pattern.compile("([0-9]{5,})\\.0{1,2}");

  /** So many zeros at a number's end are believed to be some that were not shown. */
  private static final int ZEROS_NOT_SHOWN = 2;

  /** A Chinese mobile number, which may be written in three pieces. */
  private static final String MOBILE =
      "(?:\\(?(?:\\+|00)?86\\)?[\\p{IsWhite_Space}\\p{Pd}]*)?"
          + "\\(?1[0-9]{2}\\)?(?:[\\p{IsWhite_Space}\\p{Pd}.]?[0-9]{4}){2}";

  /** A Chinese number with its area's code, which may be written in three pieces, too. */
  private static final String LANDLINE =
      "\\(?0[0-9]{2,3}\\)?[\\p{IsWhite_Space}\\p{Pd}]?[2-9][0-9]{2,3}[\\p{IsWhite_Space}\\p{Pd}]?[0-9]{4}";

  /** Between two numbers a slash may stand, or what else is like one, which other ids may hold. */
  private static final Pattern PART =
      Pattern.compile(
          String.format(
              "(?<![^%1$s/&:·•。→])(?:%2$s|%3$s)(?![^%1$s/&:·•。→])|[^%1$s]+",
              BETWEEN, MOBILE, LANDLINE));

  /**
   * A mobile number in a text without spaces: no part of a longer id, of an address, of a host.
   * With letters on both sides it is in a name.
   */
  private static final Pattern MOBILE_WITHIN =
      Pattern.compile(
          String.format(
              "(?<![A-Za-z0-9_@+-])(?:(?<!\\p{L})%1$s|%1$s(?!\\p{L}))(?![A-Za-z0-9_@-]|\\.[A-Za-z])",
              MOBILE));

  /** The same with letters on both sides, as in a Chinese sentence, which has no spaces either. */
  private static final Pattern MOBILE_AMID =
      Pattern.compile(
          String.format("(?<![A-Za-z0-9_@+-])%s(?![A-Za-z0-9_@-]|\\.[A-Za-z])", MOBILE));

  /** A long number as spreadsheets show it; a list of ids does not begin with so short a one. */
  private static final Pattern THOUSANDS =
      Pattern.compile("(?<![0-9,.])[0-9]{1,2}(?:,[0-9]{3}){3,}(?![0-9,])");

  /** As consoles show a receiver that is not to be shown in full: 137****2222. */
  private static final Pattern MASKED = Pattern.compile("[^*\\s]\\*{3,}");

  /** What two ids are put together with that hold none of it, as a rule. */
  private static final Pattern JOINT = Pattern.compile("[/:#\\\\]+|[-=]>|给");

  /** A number behind an id or before it, whatever stands between the two. */
  private static final Pattern JOINED_NUMBER =
      Pattern.compile(String.format("(.+)[-_=.](%1$s)|(%1$s)[-_=.](.+)", MOBILE));

  /** An address behind a person's name, as mail programs write it. */
  private static final Pattern IN_BRACKETS =
      Pattern.compile("[<(\\[]\\s*(?:mailto:)?([^\\s<>()\\[\\]@]+@[^\\s<>()\\[\\]@]+)\\s*[>)\\]]");

  /** What a field is called, and what stands behind its name; no scheme of an address. */
  private static final String NAME = "[\"']?\\p{L}[\\p{L}\\p{Nd}_.-]{0,30}[\"']?";

  private static final String OPENED = "[\"']?[\\p{Ps}<]*";

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
   * The text without what cannot be seen in it, with full-width characters made plain, without
   * separators and quotes around it, and long numbers without the commas at their thousands. May be
   * empty.
   */
  public String cleaned() {
    return withoutThousands(plain());
  }

  private static String withoutThousands(String text) {
    Matcher number = THOUSANDS.matcher(text);
    StringBuffer joined = new StringBuffer();
    while (number.find()) {
      number.appendReplacement(joined, number.group().replace(",", ""));
    }
    return number.appendTail(joined).toString();
  }

  private String plain() {
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
    return Character.getType(character) == Character.DASH_PUNCTUATION
            || character == '\u2212' // minus
            || character == '\u2043' // hyphen bullet
        ? '-'
        : character;
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
          .forEach(form -> add(form.in(Understood.FROM_LINK), form.text, form.part, forms));
      return forms;
    }
    String plain = plain();
    add(Understood.CLEANED, plain, false, forms);
    String cleaned = withoutThousands(plain);
    add(Understood.WITHOUT_SEPARATORS, cleaned, false, forms);
    String unescaped = Escapes.undone(text);
    if (!unescaped.equals(text)) {
      of(unescaped)
          .forms()
          .forEach(form -> add(form.in(Understood.UNESCAPED), form.text, form.part, forms));
      return forms;
    }
    String address = addressInBrackets(cleaned);
    String unlabelled = address.isEmpty() ? unlabelled(cleaned) : "";
    add(Understood.ADDRESS_IN_BRACKETS, address, true, forms);
    add(Understood.WITHOUT_LABEL, unlabelled, true, forms);
    String part = address + unlabelled;
    String id = part.isEmpty() ? bare(cleaned) : part;
    boolean phone = PHONE.matcher(withoutSeparators(id)).matches();
    String number = phone ? "" : mobile(MOBILE_WITHIN, id);
    if (number.isEmpty()) {
      addBare(id, !part.isEmpty(), forms);
      number = phone ? "" : mobile(MOBILE_AMID, id);
    }
    if (!number.isEmpty()) {
      add(Understood.WITHOUT_LABEL, number, true, forms);
      addBare(number, true, forms);
    }
    return forms;
  }

  private static void addBare(String given, boolean partGiven, List<Form> forms) {
    Matcher more = WITH_MORE.matcher(given);
    boolean part = partGiven || more.matches();
    String id = more.matches() ? more.group(1) : given;
    String bare = withoutSeparators(id);
    boolean phone = PHONE.matcher(bare).matches();
    if (!phone) {
      add(more.matches() ? Understood.WITHOUT_LABEL : Understood.CLEANED, id, part, forms);
    }
    add(Understood.WITHOUT_SEPARATORS, bare, part, forms);
    add(Understood.WRITTEN_OUT, writtenOut(bare), part, forms);
    Matcher fraction = FRACTION.matcher(id);
    add(Understood.WRITTEN_OUT, fraction.matches() ? fraction.group(1) : "", part, forms);
    for (String address : MailAddress.otherCases(bare)) {
      boolean lower = address.equals(bare.toLowerCase(Locale.ROOT));
      add(lower ? Understood.LOWER_CASE : Understood.OTHER_CASE, address, part, forms);
    }
    if (phone) {
      if (bare.startsWith("+")) {
        add(Understood.WITHOUT_SEPARATORS, bare.substring(1), part, forms);
      }
      PhoneNumber.spellings(bare)
          .forEach((spelling, understood) -> add(understood, spelling, part, forms));
    }
  }

  /** A number that a spreadsheet has made 1.3711112222E+10; empty where it is none, or rounded. */
  private static String writtenOut(String text) {
    Matcher number = SCIENTIFIC.matcher(text);
    if (!number.matches() || isRounded(number)) {
      return "";
    }
    StringBuilder digits = new StringBuilder(number.group(1));
    digits.append(number.group(2) == null ? "" : number.group(2));
    int length = Integer.parseInt(number.group(3)) + 1;
    while (digits.length() < length) {
      digits.append('0');
    }
    return digits.length() == length ? digits.toString() : "";
  }

  private static boolean isRounded(Matcher scientific) {
    int shown = scientific.group(2) == null ? 0 : scientific.group(2).length();
    return shown + ZEROS_NOT_SHOWN < Integer.parseInt(scientific.group(3));
  }

  /** Whether it is a number of which a spreadsheet has left digits out: nobody can find it. */
  public boolean isRounded() {
    Matcher number = SCIENTIFIC.matcher(bare(cleaned()));
    return number.matches() && isRounded(number);
  }

  /** Whether it is a receiver that was shown with its middle left out: nobody can find it. */
  public boolean isMasked() {
    return MASKED.matcher(cleaned()).find();
  }

  /** The only mobile number in a text of one part; empty where there is none. */
  private static String mobile(Pattern within, String text) {
    if (SEPARATOR.matcher(text).find()) {
      return "";
    }
    Matcher mobile = within.matcher(text);
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
   * of fields before them. Without separators, what else ids are put together with. Empty where
   * there is none.
   */
  public List<PastedText[]> pairs() {
    List<PastedText> linked = linked();
    if (linked.size() == 2) {
      return Collections.singletonList(linked.toArray(new PastedText[0]));
    }
    String cleaned = of(Escapes.undone(text)).cleaned();
    List<PastedText[]> pairs = new ArrayList<>();
    List<PastedText> parts = parts();
    if (parts.size() == 2) {
      pairs.add(parts.toArray(new PastedText[0]));
    }
    addPairs(cleaned, SEPARATOR, pairs);
    String unlabelled = LABELS.matcher(cleaned).replaceAll("");
    if (!unlabelled.equals(cleaned)) {
      addPairs(unlabelled, SEPARATOR, pairs);
    }
    if (parts.size() < 2) {
      addPairs(cleaned, JOINT, pairs);
      addJoinedNumber(cleaned, pairs);
    }
    return Collections.unmodifiableList(pairs);
  }

  private static void addJoinedNumber(String text, List<PastedText[]> pairs) {
    Matcher joined = JOINED_NUMBER.matcher(text);
    if (joined.matches()) {
      boolean behind = joined.group(1) != null;
      addPair(
          new PastedText[] {of(joined.group(behind ? 1 : 3)), of(joined.group(behind ? 2 : 4))},
          pairs);
    }
  }

  private static void addPairs(String text, Pattern between, List<PastedText[]> pairs) {
    Matcher separator = between.matcher(text);
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
    if (Stream.of(pair).anyMatch(half -> ONLY_AROUND.matcher(half.text).matches())
        || Stream.of(pair).anyMatch(half -> half.text.isEmpty())) {
      return;
    }
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
    Matcher part = PART.matcher(LABELS.matcher(of(Escapes.undone(text)).cleaned()).replaceAll(""));
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
                        || !mobile(MOBILE_WITHIN, part).isEmpty());
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
    /** Without the escapes of another program: %40, \", &#64;. */
    UNESCAPED,
    /** The e-mail address in brackets, without the name before it. */
    ADDRESS_IN_BRACKETS,
    /** Without the name of a field before it, as tel: is. */
    WITHOUT_LABEL,
    /** Also without white space and, in a phone number, without hyphens, dots and brackets. */
    WITHOUT_SEPARATORS,
    /** A number that was 1.3711112222E+10. */
    WRITTEN_OUT,
    /** An e-mail address in lower case. */
    LOWER_CASE,
    /** An e-mail address with capitals as people write them. */
    OTHER_CASE,
    /** A phone number without its country's code, as +86, 86 or 0086. */
    WITHOUT_COUNTRY_CODE,
    /** A phone number with such a code. */
    WITH_COUNTRY_CODE,
    /** A phone number with a hyphen behind its area's code. */
    WITH_AREA_CODE;

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

    /** What it is of the text in which it was found so. */
    private Understood in(Understood text) {
      return understood == Understood.EXACT ? text : understood;
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
