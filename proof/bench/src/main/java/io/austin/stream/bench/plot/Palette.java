package io.austin.stream.bench.plot;

/** Colours that people with any colour vision tell apart (Okabe and Ito). */
final class Palette {
  static final String AXIS = "#9aa5b1";
  static final String GRID = "#e4e7eb";

  private static final String[] COLORS = {
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"
  };

  private Palette() {}

  static String color(int series) {
    return COLORS[series % COLORS.length];
  }
}
