package io.austin.stream.bench.plot;

import java.util.List;

/** An image: plots side by side. */
public final class Figure {
  private Figure() {}

  /** The SVG of these plots. */
  public static String svg(List<Plot> plots) {
    SvgWriter svg = new SvgWriter(Plot.WIDTH * plots.size(), Plot.HEIGHT);
    double at = 0;
    for (Plot plot : plots) {
      svg.open(at, 0);
      plot.draw(svg);
      svg.close();
      at += Plot.WIDTH;
    }
    return svg.finish();
  }
}
