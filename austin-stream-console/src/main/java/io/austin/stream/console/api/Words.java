package io.austin.stream.console.api;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ChannelType;
import io.austin.stream.common.Described;
import io.austin.stream.common.TemplateType;
import io.austin.stream.console.api.Answers.CodeClassLabel;
import io.austin.stream.console.api.Answers.Label;
import io.austin.stream.console.api.Answers.Meaning;
import io.austin.stream.console.api.Answers.State;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.api.IncidentAnswers.TemplateName;
import io.austin.stream.console.code.ChannelCode;
import io.austin.stream.console.code.ChannelCodes;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.StateKind;
import io.austin.stream.template.TemplateCatalog;
import io.austin.stream.template.TemplateInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says codes, ids and times in words. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private final TemplateCatalog catalog;
  private final ChannelCodes codes;
  private final ZoneId zone;

  Words(TemplateCatalog catalog, ChannelCodes codes, ZoneId zone) {
    this.catalog = catalog;
    this.codes = codes;
    this.zone = zone;
  }

  String time(long timestamp) {
    return TIME.format(Instant.ofEpochMilli(timestamp).atZone(zone));
  }

  /** The day of a moment, as 2022-12-24. */
  String day(long timestamp) {
    return Instant.ofEpochMilli(timestamp).atZone(zone).toLocalDate().toString();
  }

  /**
   * A state by name; a channel's code by what is known of it.
   *
   * @param template whose message it is; {@code null} where that is not known
   */
  State state(int code, @Nullable Template template) {
    ChannelCode.Text name = codes.name(code, channel(template));
    return new State(
        code,
        AnchorState.of(code).map(Enum::name).orElse(null),
        StateKind.of(code).code(),
        name.zh(),
        name.en());
  }

  /**
   * What a channel's code means, as far as it is known.
   *
   * @param template whose message it is; {@code null} where that is not known
   */
  Meaning meaning(int code, @Nullable Template template) {
    Integer channel = channel(template);
    ChannelCode.Text name = codes.name(code, channel);
    return codes
        .find(code, channel)
        .map(
            known ->
                new Meaning(
                    code,
                    name.zh(),
                    name.en(),
                    new CodeClassLabel(
                        known.type().code(), known.type().chinese(), known.type().english()),
                    known.advice(),
                    known.source()))
        .orElseGet(() -> new Meaning(code, name.zh(), name.en(), null, null, null));
  }

  /** The code that a failed message met, and what it means; {@code null} where none is known. */
  @Nullable Meaning channelCode(MessageSteps message, Map<Long, Template> templates) {
    return message
        .channelCode()
        .map(step -> meaning(step.getState(), templates.get(step.getBusinessId())))
        .orElse(null);
  }

  private static @Nullable Integer channel(@Nullable Template template) {
    return template == null || template.channel() == null ? null : template.channel().code();
  }

  /** What these business ids say; those of another form are left out. */
  Map<Long, Template> templates(Collection<Long> businessIds) {
    Map<Long, BusinessId> parsed = new HashMap<>();
    for (Long id : businessIds) {
      BusinessId.parse(id).ifPresent(parts -> parsed.put(id, parts));
    }
    List<Long> ids = parsed.values().stream().map(BusinessId::getTemplateId).distinct().toList();
    Map<Long, TemplateInfo> known = catalog.find(ids);
    Map<Long, Template> templates = new HashMap<>();
    parsed.forEach(
        (id, parts) -> templates.put(id, template(parts, known.get(parts.getTemplateId()))));
    return templates;
  }

  /** What a business id says; {@code null} where it is of another form. */
  @Nullable Template template(long businessId) {
    return templates(List.of(businessId)).get(businessId);
  }

  /** What these templates are called, whatever the day; by id, unknown ones without a name. */
  Map<Long, TemplateName> names(Collection<Long> templateIds) {
    Map<Long, TemplateInfo> known = catalog.find(templateIds);
    Map<Long, TemplateName> names = new HashMap<>();
    for (Long id : templateIds) {
      TemplateInfo info = known.get(id);
      names.put(
          id,
          new TemplateName(
              id,
              info == null ? null : info.name(),
              info == null || info.channel() == null ? null : channel(info.channel())));
    }
    return names;
  }

  /** The type or channel that rules for alerts call so; {@code null} where none is. */
  static @Nullable Label of(Described[] all, String english) {
    return Arrays.stream(all)
        .filter(it -> it.getEnglish().equals(english))
        .map(it -> new Label(it.getCode(), it.getChinese(), it.getEnglish()))
        .findFirst()
        .orElse(null);
  }

  /** A template's type in words. */
  static Label type(int type) {
    return new Label(
        type,
        TemplateType.describe(type, Locale.CHINESE),
        TemplateType.describe(type, Locale.ENGLISH));
  }

  private static Template template(BusinessId parts, @Nullable TemplateInfo info) {
    return new Template(
        parts.getTemplateId(),
        type(parts.getTemplateType()),
        parts.getDay().toString(),
        info == null ? null : info.name(),
        info == null || info.channel() == null ? null : channel(info.channel()),
        info == null ? null : info.creator());
  }

  /** A channel in words. */
  static Label channel(int code) {
    return new Label(
        code,
        ChannelType.describe(code, Locale.CHINESE),
        ChannelType.describe(code, Locale.ENGLISH));
  }
}
