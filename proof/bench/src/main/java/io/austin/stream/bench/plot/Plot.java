package io.austin.stream.bench.plot;

import io.austin.stream.bench.plot.Scale.Tick;
import io.austin.stream.bench.plot.SvgWriter.Style;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes.
 *
 * @param title what is shown
 * @param xLabel what the x axis is
 * @param yLabel what the y axis is
 * @param x where values stand from left to right
 * @param y where values stand from below
 * @param series the lines
 * @param dots whether each value has a dot: where there are few of them
 */
public record Plot(
    String title,
    String xLabel,
    String yLabel,
    Scale x,
    Scale y,
    List<Series> series,
    boolean dots) {
  static final double WIDTH = 430;
  static final double HEIGHT = 320;

  private static final double LEFT = 56;
  private static final double RIGHT = 26;
  private static final double TOP = 76;
  private static final double BOTTOM = 46;
  private static final double LINE_HEIGHT = 15;
  private static final double CHARACTER = 6.2;

  void draw(SvgWriter svg) {
    svg.text(12, 22, "start", Style.TITLE, title);
    svg.text(12, 40, "start", Style.LABEL, yLabel);
    svg.text((left() + right()) / 2, HEIGHT - 10, "middle", Style.LABEL, xLabel);
    axes(svg);
    legend(svg);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), Palette.color(i));
    }
  }

  private void axes(SvgWriter svg) {
    for (Tick tick : y.ticks()) {
      svg.line(left(), down(tick.place()), right(), down(tick.place()), Palette.GRID);
      svg.text(left() - 6, down(tick.place()) + 4, "end", Style.LABEL, tick.label());
    }
    for (Tick tick : x.ticks()) {
      double at = across(tick.place());
      svg.line(at, down(0), at, down(0) + 4, Palette.AXIS);
      svg.text(at, down(0) + LINE_HEIGHT + 2, "middle", Style.LABEL, tick.label());
    }
    svg.line(left(), down(0), right(), down(0), Palette.AXIS);
  }

  private void legend(SvgWriter svg) {
    double at = 12;
    for (int i = 0; series.size() > 1 && i < series.size(); i++) {
      svg.box(at, 52, 12, 4, Palette.color(i));
      svg.text(at + 16, 58, "start", Style.LABEL, series.get(i).name());
      at += 32 + CHARACTER * series.get(i).name().length();
    }
  }

  private void draw(SvgWriter svg, Series line, String color) {
    StringBuilder path = new StringBuilder();
    for (Series.Point point : line.points()) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : "L",
              across(x.place(point.x())),
              down(y.place(point.y()))));
    }
    svg.curve(path.toString(), color);
    if (dots) {
      line.points().forEach(it -> svg.dot(across(x.place(it.x())), down(y.place(it.y())), color));
    }
  }

  private static double left() {
    return LEFT;
  }

  private static double right() {
    return WIDTH - RIGHT;
  }

  private static double across(double place) {
    return left() + place * (right() - left());
  }

  private static double down(double place) {
    return HEIGHT - BOTTOM - place * (HEIGHT - BOTTOM - TOP);
  }
}
