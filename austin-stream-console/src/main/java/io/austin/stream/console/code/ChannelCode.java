package io.austin.stream.console.code;

/**
 * What a channel's code means.
 *
 * @param type whose matter it is
 * @param source where the meaning comes from
 */
public record ChannelCode(int code, CodeClass type, Text name, Text advice, String source) {
  /** A text in both languages. */
  public record Text(String zh, String en) {}
}
