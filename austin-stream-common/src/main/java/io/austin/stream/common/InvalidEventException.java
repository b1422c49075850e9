package io.austin.stream.common;

/**
 * Says that a record is not a valid trace event, or a text no entry of a trail, and why. It is an
 * expected outcome on the hot path of a stream, not a defect, and carries no stack trace.
 */
public final class InvalidEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  private InvalidEventException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The record has no value, or only white space. */
  public static InvalidEventException empty() {
    return new InvalidEventException("empty");
  }

  /** The record is not exactly one JSON value in UTF-8. */
  public static InvalidEventException notJson() {
    return new InvalidEventException("not_json");
  }

  /** The record is one JSON value, but not an object. */
  public static InvalidEventException notAnObject() {
    return new InvalidEventException("not_an_object");
  }

  /** The record is larger than the reader accepts, or its event writes more than it may. */
  public static InvalidEventException tooLarge() {
    return new InvalidEventException("too_large");
  }

  /** The required field is absent or {@code null}. */
  public static InvalidEventException missing(String field) {
    return new InvalidEventException("missing:" + field);
  }

  /** The field's value is of another type or out of its range. */
  public static InvalidEventException invalid(String field) {
    return new InvalidEventException("invalid:" + field);
  }

  /**
   * The reason as dead letters carry it: {@code not_json}, {@code not_an_object}, {@code
   * missing:<field>}, {@code invalid:<field>}, {@code empty} or {@code too_large}.
   */
  public String reason() {
    return reason;
  }
}
