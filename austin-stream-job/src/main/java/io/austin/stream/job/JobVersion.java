package io.austin.stream.job;

import java.util.Objects;

/** The version of the jar this runs from. */
public final class JobVersion {
  private JobVersion() {}

  /** The version; {@code development} where the classes come from no jar. */
  public static String current() {
    return Objects.requireNonNullElse(
        JobVersion.class.getPackage().getImplementationVersion(), "development");
  }
}
