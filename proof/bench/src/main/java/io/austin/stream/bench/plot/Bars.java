package io.austin.stream.bench.plot;

import io.austin.stream.bench.plot.SvgWriter.Style;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars in groups, each with its value: what is compared stands below each other.
 *
 * @param title what is shown
 * @param groups the bars
 */
public record Bars(String title, List<Group> groups) {
  private static final double WIDTH = 640;
  private static final double LEFT = 130;
  private static final double RIGHT = 90;
  private static final double TOP = 40;
  private static final double BAR = 20;
  private static final double GAP = 6;
  private static final double GROUP_TITLE = 26;

  /**
   * Bars of one scale.
   *
   * @param name what they have in common
   * @param bars the bars
   */
  public record Group(String name, List<Bar> bars) {}

  /**
   * One bar.
   *
   * @param name what it is
   * @param value how long it is
   */
  public record Bar(String name, double value) {}

  /** The SVG of them. */
  public String svg() {
    int bars = groups.stream().mapToInt(group -> group.bars().size()).sum();
    double height = TOP + groups.size() * GROUP_TITLE + bars * (BAR + GAP) + GAP;
    SvgWriter svg = new SvgWriter(WIDTH, height);
    svg.text(12, 24, "start", Style.TITLE, title);
    double at = TOP;
    for (Group group : groups) {
      svg.text(12, at + 16, "start", Style.VALUE, group.name());
      at += GROUP_TITLE;
      at = draw(svg, group, at);
    }
    return svg.finish();
  }

  private static double draw(SvgWriter svg, Group group, double from) {
    double max = group.bars().stream().mapToDouble(Bar::value).max().orElse(1);
    double at = from;
    for (int i = 0; i < group.bars().size(); i++) {
      Bar bar = group.bars().get(i);
      double length = (WIDTH - LEFT - RIGHT) * bar.value() / max;
      svg.text(LEFT - 8, at + 14, "end", Style.LABEL, bar.name());
      svg.box(LEFT, at, length, BAR, Palette.color(i));
      String value = String.format(Locale.ROOT, "%,.0f", bar.value());
      svg.text(LEFT + length + 6, at + 14, "start", Style.VALUE, value);
      at += BAR + GAP;
    }
    return at;
  }
}
