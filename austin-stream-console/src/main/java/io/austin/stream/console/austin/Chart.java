package io.austin.stream.console.austin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.code.AustinNames;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.template.TemplateInfo;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

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

  /** A business id's totals, of which there may be none. */
  static Chart of(long businessId, NavigableMap<Integer, Long> totals, TemplateCatalog catalog) {
    Optional<BusinessId> parts = BusinessId.parse(businessId);
    Optional<TemplateInfo> template = parts.flatMap(id -> catalog.find(id.getTemplateId()));
    Integer channel = template.map(TemplateInfo::channel).orElse(null);
    return of(
        parts
            .map(id -> title(id.getTemplateId(), template, id.getDay()))
            .orElse("【" + businessId + "】的下发情况："),
        totals.keySet().stream().map(state -> AustinNames.chinese(state, channel)).toList(),
        List.copyOf(totals.values()));
  }

  /** A template of which there are no totals on a day. */
  static Chart withoutTotals(long templateId, LocalDate day, TemplateCatalog catalog) {
    return of(title(templateId, catalog.find(templateId), day), List.of(), List.of());
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

  private static String title(long id, Optional<TemplateInfo> template, LocalDate day) {
    String name = template.map(TemplateInfo::name).orElse(String.valueOf(id));
    return "【" + name + "】在" + DAY.format(day) + "的下发情况：";
  }

  /** The bars. */
  record Series(String name, String type, List<Long> data) {}
}
