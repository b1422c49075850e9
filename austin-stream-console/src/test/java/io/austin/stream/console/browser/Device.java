package io.austin.stream.console.browser;

/**
 * What a reader looks at a page with.
 *
 * @param locale the language that the browser asks for, as {@code zh-CN}
 * @param width of the window in CSS pixels
 * @param height of the window in CSS pixels
 * @param dark whether the reader prefers dark pages
 */
public record Device(String locale, int width, int height, boolean dark) {
  /** A window on a desk. */
  public static Device desktop(String locale) {
    return new Device(locale, 1280, 860, false);
  }

  /** The narrowest phone that pages are made for. */
  public static Device phone(String locale) {
    return new Device(locale, 360, 740, false);
  }

  /** A phone as most are. */
  public static Device usualPhone(String locale) {
    return new Device(locale, 390, 844, false);
  }

  /** The same, in the dark. */
  public Device darkened() {
    return new Device(locale, width, height, true);
  }
}
