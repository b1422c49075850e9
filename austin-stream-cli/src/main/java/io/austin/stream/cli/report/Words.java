package io.austin.stream.cli.report;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TemplateType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How things are called and written for a reader.
 *
 * @param locale the reader's language: Chinese, or English for all others
 * @param zone where the reader's clock is
 */
public record Words(Locale locale, ZoneId zone) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  /** A state's name; of a channel's own code, the code. */
  public String state(int code) {
    return AnchorState.describe(code, locale);
  }

  /** A moment in milliseconds since the epoch. */
  public String time(long timestamp) {
    return TIME.format(Instant.ofEpochMilli(timestamp).atZone(zone));
  }

  /** What a business id says. */
  public String template(long businessId) {
    return BusinessId.parse(businessId)
        .map(
            id ->
                "%d (%s, %s %d, %s)"
                    .formatted(
                        businessId,
                        type(id.getTemplateType()),
                        isChinese() ? "模板" : "template",
                        id.getTemplateId(),
                        id.getDay()))
        .orElse(Long.toString(businessId));
  }

  private boolean isChinese() {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
  }

  private String type(int code) {
    return TemplateType.of(code).map(it -> it.describe(locale)).orElse("type " + code);
  }

  /** A template's largest totals, the largest first. */
  public String largestTotals(Map<Integer, Long> byState, int limit) {
    String largest =
        byState.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(limit)
            .map(total -> "%s %,d".formatted(state(total.getKey()), total.getValue()))
            .collect(Collectors.joining(" · "));
    return byState.size() <= limit ? largest : largest + " · ...";
  }
}
