package io.austin.stream.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is fit to be shown. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String field;
  private final @Nullable String kept;
  private final @Nullable Tried tried;

  private ApiException(
      int status,
      String code,
      String message,
      @Nullable String field,
      @Nullable String kept,
      @Nullable Tried tried) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
    this.kept = kept;
    this.tried = tried;
  }

  /** An error of the request as a whole. */
  public static ApiException of(int status, String code, String message) {
    return new ApiException(status, code, message, null, null, null);
  }

  /** Something that the right of who asks does not include. */
  public static ApiException notAllowed(String english, String chinese) {
    return of(403, "not_allowed", english + " / " + chinese);
  }

  /** A parameter that is not as it has to be; the message begins with its name. */
  public static ApiException invalid(String parameter, String problem) {
    return new ApiException(
        400, "invalid_parameter", parameter + " " + problem, parameter, null, null);
  }

  /**
   * A thing that is not there.
   *
   * @param kept for how long such a thing is kept, as the API says it
   * @param tried what was looked up
   */
  static ApiException notFound(String message, String kept, Tried tried) {
    return new ApiException(404, "not_found", message, "id", kept, tried);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** Whether the API knows the address, but not the thing. */
  public boolean isNotFound() {
    return kept != null;
  }

  /** What the answer says of it. */
  public Details details() {
    return new Details(
        code,
        String.valueOf(getMessage()),
        field,
        kept,
        tried == null ? null : tried.forms(),
        tried == null ? null : tried.incomplete());
  }

  /** An error as the API says it. */
  public record Details(
      String code,
      String message,
      @Nullable String field,
      @Nullable String kept,
      @Nullable List<String> tried,
      @Nullable List<String> incomplete) {}
}
