package io.austin.stream.console.http;

import io.javalin.http.Context;
import java.util.Locale;

/** What a client says of compression, RFC 9110, 12.5.3. */
public final class AcceptedEncodings {
  private AcceptedEncodings() {}

  /** Whether an answer may be compressed with gzip; without the header it is not. */
  public static boolean takeGzip(Context ctx) {
    boolean any = false;
    for (String member : ListField.of(ctx, "Accept-Encoding")) {
      String[] coding = member.toLowerCase(Locale.ROOT).split("\\s*;\\s*q\\s*=\\s*", 2);
      boolean wanted = coding.length == 1 || !coding[1].matches("0(\\.0*)?");
      if (coding[0].equals("gzip") || coding[0].equals("x-gzip")) {
        return wanted;
      }
      any |= wanted && coding[0].equals("*");
    }
    return any;
  }
}
