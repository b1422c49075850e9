package io.austin.stream.console.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may see; each right includes those before it. */
public enum Right {
  /** Counts: of no receiver anything, and of no single message. */
  TOTALS,
  /** Single messages and receivers, whose names are masked. */
  MASKED,
  /** Receivers in full, where that is asked for. */
  FULL;

  /** As options, files and the API say it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The right that is called that; empty where none is. */
  public static Optional<Right> ofCode(String code) {
    return Arrays.stream(values()).filter(right -> right.code().equals(code)).findFirst();
  }

  /** All of their names. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(Right::code).toList();
  }

  /** Whether it includes another. */
  public boolean includes(Right other) {
    return compareTo(other) >= 0;
  }
}
