package io.austin.stream.options;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one option: its key, type, default and meaning.
 *
 * @param <T> the value's type
 */
public final class Option<T> {
  private static final String ENVIRONMENT_PREFIX = "AUSTIN_STREAM_";

  private final String key;
  private final OptionType<T> type;
  private final @Nullable String defaultText;
  private final boolean required;
  private final String description;

  private Option(
      String key,
      OptionType<T> type,
      @Nullable String defaultText,
      boolean required,
      String description) {
    this.key = key;
    this.type = type;
    this.defaultText = defaultText;
    this.required = required;
    this.description = description;
  }

  /** An option that may be left out and then has no value. */
  static <T> Option<T> named(String key, OptionType<T> type, String description) {
    return new Option<>(key, type, null, false, description);
  }

  Option<T> defaultsTo(String text) {
    return new Option<>(key, type, text, false, description);
  }

  Option<T> required() {
    return new Option<>(key, type, null, true, description);
  }

  /** The key, as it stands in a file: lower case, dots between the words. */
  public String key() {
    return key;
  }

  /** The key as it is written on a command line. */
  public String flag() {
    return "--" + key;
  }

  /** The name of the environment variable. */
  public String variable() {
    return variable(key);
  }

  static String variable(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What kind of text it takes. */
  public OptionType<T> type() {
    return type;
  }

  /** What it is when nobody sets it; empty: nothing. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /** Whether there must be a value, for want of a default. */
  public boolean isRequired() {
    return required;
  }

  /** What it does, in a sentence or two. */
  public String description() {
    return description;
  }

  /**
   * The value of a text.
   *
   * @param name how the option is called where the text was written
   * @throws UsageException naming the option, the value and what is accepted
   */
  T parse(String name, String text) {
    try {
      return type.parse(type.normalized(text));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
      throw new UsageException(
          name + " is " + type.quoted(text) + ", expected " + type.accepted() + ".");
    }
  }

  /** Whether a text takes the value away, as an empty variable does. */
  boolean isUnsetBy(String text) {
    return defaultText == null && text.isBlank();
  }

  @Override
  public String toString() {
    return key;
  }
}
