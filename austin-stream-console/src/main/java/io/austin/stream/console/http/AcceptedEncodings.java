package io.austin.stream.console.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client says of compression, RFC 9110, 12.5.3. */
public final class AcceptedEncodings {
  private AcceptedEncodings() {}

  /** Whether an answer may be compressed with gzip; without the header it is not. */
  public static boolean takeGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    boolean any = false;
    for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] coding = part.strip().split("\\s*;\\s*q\\s*=\\s*", 2);
      boolean wanted = coding.length == 1 || !coding[1].matches("0(\\.0*)?");
      if (coding[0].equals("gzip") || coding[0].equals("x-gzip")) {
        return wanted;
      }
      any |= wanted && coding[0].equals("*");
    }
    return any;
  }
}
