package io.austin.stream.console.page;

/** The languages of the page, with the headings by which a walk knows where it is. */
public enum Language {
  ENGLISH("en-GB", "en", "Today's templates", "How far it got", "Step by step", "Live"),
  CHINESE("zh-CN", "zh-CN", "今日模板", "转化漏斗", "每一步", "实时");

  final String locale;
  final String tag;
  final String overview;
  final String funnel;
  final String steps;
  final String live;

  Language(String locale, String tag, String overview, String funnel, String steps, String live) {
    this.locale = locale;
    this.tag = tag;
    this.overview = overview;
    this.funnel = funnel;
    this.steps = steps;
    this.live = live;
  }

  /** What a browser asks for. */
  public String locale() {
    return locale;
  }
}
