package io.austin.stream.console.austin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.template.TemplateCatalog;
import io.austin.stream.console.template.TemplateInfo;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/** A template's totals as an option of ECharts: one bar for each state. */
record Chart(
    Map<String, String> title,
    Map<String, String> tooltip,
    Map<String, List<String>> legend,
    @JsonProperty("xAxis") Map<String, List<String>> states,
    @JsonProperty("yAxis") Map<String, String> counts,
    List<Series> series) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年MM月dd日");
  private static final String RECEIVERS = "人数";

  static Chart empty() {
    return of("", List.of(), List.of());
  }

  static Chart of(long businessId, NavigableMap<Integer, Long> totals, TemplateCatalog catalog) {
    return of(
        title(businessId, catalog),
        totals.keySet().stream().map(state -> AnchorState.describe(state, Locale.CHINESE)).toList(),
        List.copyOf(totals.values()));
  }

  private static Chart of(String title, List<String> states, List<Long> counts) {
    return new Chart(
        Map.of("text", title),
        Map.of(),
        Map.of("data", List.of(RECEIVERS)),
        Map.of("data", states),
        Map.of(),
        List.of(new Series(RECEIVERS, "bar", counts)));
  }

  private static String title(long businessId, TemplateCatalog catalog) {
    return BusinessId.parse(businessId)
        .map(
            id -> {
              String name =
                  catalog
                      .find(id.getTemplateId())
                      .map(TemplateInfo::name)
                      .orElse(String.valueOf(id.getTemplateId()));
              return "【" + name + "】在" + DAY.format(id.getDay()) + "的下发情况：";
            })
        .orElse("【" + businessId + "】的下发情况：");
  }

  /** The bars. */
  record Series(String name, String type, List<Long> data) {}
}
