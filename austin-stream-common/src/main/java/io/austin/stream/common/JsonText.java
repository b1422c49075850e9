package io.austin.stream.common;

/** Strings as JSON spells them: no more is escaped than must be. */
public final class JsonText {
  private static final String HEX = "0123456789ABCDEF";

  private JsonText() {}

  /** Appends a string in its quotes. */
  public static void append(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        appendControl(json, c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static void appendControl(StringBuilder json, char c) {
    int named = "\b\t\n\f\r".indexOf(c);
    if (named >= 0) {
      json.append('\\').append("btnfr".charAt(named));
    } else {
      json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
    }
  }
}
