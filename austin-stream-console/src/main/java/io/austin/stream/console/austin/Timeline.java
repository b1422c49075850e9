package io.austin.stream.console.austin;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ChannelType;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.code.AustinNames;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.template.TemplateInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages as austin's timeline shows them: an item for each time one was received. */
record Timeline(List<Item> items) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  static Timeline empty() {
    return new Timeline(List.of());
  }

  /** The timeline of some messages, newest first. */
  static Timeline of(Collection<MessageSteps> messages, TemplateCatalog catalog, ZoneId zone) {
    Map<Long, TemplateInfo> templates =
        catalog.find(
            messages.stream()
                .flatMap(message -> templateId(message.businessId()).stream())
                .distinct()
                .toList());
    return new Timeline(
        messages.stream()
            .flatMap(message -> message.splitAtReceive().stream())
            .sorted(Comparator.comparingLong(MessageSteps::beganAt).reversed())
            .map(
                message -> {
                  long id = message.businessId();
                  TemplateInfo template = templateId(id).map(templates::get).orElse(null);
                  Integer channel = template == null ? null : template.channel();
                  return Item.of(id, detail(message, channel, zone), template);
                })
            .toList());
  }

  private static Optional<Long> templateId(long businessId) {
    return BusinessId.parse(businessId).map(BusinessId::getTemplateId);
  }

  private static String detail(MessageSteps message, @Nullable Integer channel, ZoneId zone) {
    StringBuilder detail = new StringBuilder();
    for (SimpleAnchorInfo step : message.steps()) {
      detail
          .append(TIME.format(Instant.ofEpochMilli(step.getTimestamp()).atZone(zone)))
          .append(':')
          .append(AustinNames.chinese(step.getState(), channel))
          .append("==>");
    }
    return detail.toString();
  }

  /**
   * An item of the timeline.
   *
   * @param title the template's name, or its id where the name is not known
   */
  record Item(String businessId, String title, String detail, String sendType, String creator) {
    static Item of(long businessId, String detail, @Nullable TemplateInfo template) {
      String name = template == null ? null : template.name();
      Integer channel = template == null ? null : template.channel();
      String creator = template == null ? null : template.creator();
      return new Item(
          String.valueOf(businessId),
          name == null ? templateId(businessId).orElse(businessId).toString() : name,
          detail,
          channel == null ? "" : ChannelType.describe(channel, Locale.CHINESE),
          creator == null ? "" : creator);
    }
  }
}
