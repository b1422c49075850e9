package io.austin.stream.options;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an option's text may be: how it is read, how a reader is told what is accepted, and how the
 * text may be shown.
 *
 * @param <T> what the text is read into
 */
public final class OptionType<T> {
  private final String accepted;
  private final Function<String, T> parser;
  private final UnaryOperator<String> printed;
  private final boolean secret;
  private final boolean verbatim;

  private OptionType(
      String accepted,
      Function<String, T> parser,
      UnaryOperator<String> printed,
      boolean secret,
      boolean verbatim) {
    this.accepted = accepted;
    this.parser = parser;
    this.printed = printed;
    this.secret = secret;
    this.verbatim = verbatim;
  }

  /**
   * A type without secrets, whose text counts without the space around it.
   *
   * @param accepted completes "expected ..."
   * @param parser throws an {@link IllegalArgumentException} or {@link java.time.DateTimeException}
   *     on what is not accepted
   */
  static <T> OptionType<T> of(String accepted, Function<String, T> parser) {
    return new OptionType<>(accepted, parser, UnaryOperator.identity(), false, false);
  }

  /** The same, but space at the ends belongs to the value. */
  OptionType<T> verbatim() {
    return new OptionType<>(accepted, parser, printed, secret, true);
  }

  /**
   * The same, but the text may hold a secret: an invalid one is never shown.
   *
   * @param mask turns a valid text into one that may be shown
   */
  OptionType<T> masked(UnaryOperator<String> mask) {
    return new OptionType<>(accepted, parser, mask, true, verbatim);
  }

  /** What is accepted; completes "expected ...". */
  public String accepted() {
    return accepted;
  }

  T parse(String text) {
    return parser.apply(text);
  }

  /** The text as it counts. */
  String normalized(String text) {
    return verbatim ? text : text.strip();
  }

  /** A valid text as it may be shown. */
  String printed(String text) {
    return printed.apply(text);
  }

  /** A text that may be invalid, as an error message may show it. */
  String quoted(String text) {
    return secret ? "(a value that is not shown, it may hold a secret)" : "'" + text + "'";
  }
}
