package io.austin.stream.bench.plot;

import java.util.Locale;

/** Writes the elements of an SVG image. */
final class SvgWriter {
  private static final String FONT =
      "font-family=\"-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\"";

  private final StringBuilder text = new StringBuilder();

  /** An image on a white card: the page around it may be dark. */
  SvgWriter(double width, double height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" %s>",
        width, height, width, height, FONT);
    add("<rect width=\"%.0f\" height=\"%.0f\" rx=\"6\" fill=\"#ffffff\"/>", width, height);
  }

  void open(double x, double y) {
    add("<g transform=\"translate(%.1f %.1f)\">", x, y);
  }

  void close() {
    add("</g>");
  }

  void line(double x1, double y1, double x2, double y2, String color) {
    add("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" fill=\"none\"/>", x1, y1, x2, y2, color);
  }

  void curve(String path, String color) {
    add(
        "<path d=\"%s\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\" fill=\"none\"/>",
        path, color);
  }

  void dot(double x, double y, String color) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\" stroke=\"#ffffff\"/>", x, y, color);
  }

  void box(double x, double y, double width, double height, String color) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, color);
  }

  /** Text at a point, which is its start, middle or end. */
  void text(double x, double y, String anchor, Style style, String words) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, style.size(), style.weight(), style.color(), escaped(words));
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  String finish() {
    return text + "</svg>\n";
  }

  /** How text looks. */
  record Style(int size, String weight, String color) {
    static final Style TITLE = new Style(14, "600", "#1f2933");
    static final Style LABEL = new Style(11, "400", "#52606d");
    static final Style VALUE = new Style(11, "600", "#323f4b");
  }
}
