package io.austin.stream.console.history;

/**
 * The archive gives no answer. The message is fit to be shown; it holds no receiver and no path.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** No answer for a reason that says all. */
  public ArchiveException(Reason reason) {
    super(reason.message, null, false, false);
    this.reason = reason;
  }

  /** Why there is none. */
  public Reason reason() {
    return reason;
  }

  /** Why an archive gives no answer; the page has a text in both languages for each. */
  public enum Reason {
    READER_MISSING(
        "archive_reader_missing",
        "The archive cannot be read: put austin-stream-archive-*.jar into lib and start the console"
            + " again."),
    DRIVER_MISSING(
        "archive_driver_missing",
        "The archive cannot be read without DuckDB's driver: put duckdb_jdbc-*.jar from Maven"
            + " Central (org.duckdb:duckdb_jdbc) into lib and start the console again."),
    UNAVAILABLE(
        "archive_unavailable",
        "The archive cannot be reached: its folder or its catalog is away, or nothing was archived"
            + " so far. The console's log says which."),
    UNREADABLE(
        "archive_unreadable",
        "A file of the archive is missing or damaged, so nothing is told rather than a part. The"
            + " console's log says which."),
    SLOW("archive_slow", "The archive did not answer in time."),
    BUSY("archive_busy", "Too many look into the archive at once.");

    private final String code;
    private final String message;

    Reason(String code, String message) {
      this.code = code;
      this.message = message;
    }

    /** As the API calls it. */
    public String code() {
      return code;
    }
  }
}
