package io.austin.stream.bench.report;

/**
 * A page of which parts are written by hand and parts by this program: those stand between {@code
 * <!-- begin name -->} and {@code <!-- end name -->}.
 */
final class MarkedText {
  private String text;

  MarkedText(String text) {
    this.text = text;
  }

  /** Puts a part in place of what stands there; a page without the marks does without it. */
  void put(String name, String part) {
    String begin = "<!-- begin " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- end " + name + " -->", from + 1);
    if (from >= 0 && to >= 0) {
      text = text.substring(0, from) + begin + "\n" + part.strip() + "\n\n" + text.substring(to);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
