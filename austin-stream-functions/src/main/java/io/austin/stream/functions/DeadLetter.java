package io.austin.stream.functions;

import java.nio.charset.StandardCharsets;

/**
 * A record that is not a valid event, untouched, and why. Its text form names the reason and the
 * place and shows no bytes: receivers may stand in them, and what a stream prints ends in a log.
 *
 * @param reason as {@link io.austin.stream.common.InvalidEventException#reason()} names it
 * @param record the record as it was read
 */
public record DeadLetter(String reason, SourceRecord record) {
  /**
   * The beginning of the value for a reader's eyes: as UTF-8, what is none as U+FFFD, control
   * characters as JSON escapes them. It may show receivers; keep it out of logs.
   *
   * @param mostBytes how many of the value's bytes are shown
   * @return the text, and how many bytes were left out; {@code "no value"} of a tombstone
   */
  public String valueText(int mostBytes) {
    byte[] value = record.value();
    if (value == null) {
      return "no value";
    }
    int shown = Math.min(value.length, mostBytes);
    StringBuilder text = new StringBuilder(shown);
    for (char c : new String(value, 0, shown, StandardCharsets.UTF_8).toCharArray()) {
      text.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
    }
    int left = value.length - shown;
    return left == 0 ? text.toString() : text + "... and " + left + " bytes more";
  }

  @Override
  public String toString() {
    return "DeadLetter[" + reason + ", " + record + "]";
  }
}
