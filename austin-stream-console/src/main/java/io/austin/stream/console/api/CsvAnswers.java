package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Message;
import io.austin.stream.console.api.Answers.ReceiverDay;
import io.austin.stream.console.api.Answers.State;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.api.Answers.TemplateRow;
import io.austin.stream.console.api.Answers.Templates;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.api.TrendAnswers.Trends;
import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.rights.AuditLog;
import io.austin.stream.console.rights.Person;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same answers as files for a spreadsheet, whole. */
final class CsvAnswers {
  private static final String CHINESE = "zh";

  private final Sources sources;
  private final Api api;
  private final AuditLog audit;
  private final ReceiverAnswer receiver;
  private final TemplatesAnswer templates;
  private final TrendsAnswer trends;

  CsvAnswers(
      Sources sources,
      Api api,
      AuditLog audit,
      ReceiverAnswer receiver,
      TemplatesAnswer templates,
      TrendsAnswer trends) {
    this.sources = sources;
    this.api = api;
    this.audit = audit;
    this.receiver = receiver;
    this.templates = templates;
    this.trends = trends;
  }

  void addTo(Addresses addresses) {
    addresses.get(
        Api.VERSION + "/receiver.csv",
        ctx -> receiver(ctx, query(ctx, "id", "outcome", "message", Query.RECEIVERS, "language")));
    addresses.get(
        Api.VERSION + "/templates.csv",
        ctx -> templates(ctx, query(ctx, "day", "sort", "order", "language")));
    addresses.get(
        Api.VERSION + "/trends.csv",
        ctx -> trends(ctx, query(ctx, TrendQuery.with("part", "language"))));
  }

  private Query query(Context ctx, String... parameters) {
    Map<String, List<String>> given = Api.parameters(ctx);
    return Query.of(given, api.shown(given, Person.of(ctx)), parameters);
  }

  private void receiver(Context ctx, Query query) {
    boolean chinese = chinese(query);
    ReceiverDay day = Api.single(receiver::whole).apply(query);
    exported(ctx, "/receiver.csv", query.shown());
    Csv csv =
        new Csv(
            "receiver",
            "messageId",
            "businessId",
            "templateId",
            "template",
            "channel",
            "creator",
            "outcome",
            "state",
            "stateName",
            "at",
            "time",
            "durationMillis",
            "states",
            "channelCode",
            "channelCodeName",
            "channelCodeClass",
            "advice");
    day.messages().forEach(message -> csv.row(cells(day.receiver(), message, chinese)));
    write(ctx, csv, "receiver-" + LocalDate.now(sources.clock()), day.truncated());
  }

  private static @Nullable Object[] cells(String receiver, Message message, boolean chinese) {
    Optional<Template> template = Optional.ofNullable(message.template());
    Optional<Answers.Meaning> code = Optional.ofNullable(message.channelCode());
    return new @Nullable Object[] {
      receiver,
      message.messageId(),
      message.businessId(),
      template.map(Template::id).orElse(null),
      template.map(Template::name).orElse(null),
      template.map(Template::channel).map(it -> chinese ? it.zh() : it.en()).orElse(null),
      template.map(Template::creator).orElse(null),
      message.outcome(),
      message.state().code(),
      chinese ? message.state().zh() : message.state().en(),
      message.at(),
      message.time(),
      message.durationMillis(),
      message.steps().stream()
          .map(Answers.Step::state)
          .map(State::code)
          .map(String::valueOf)
          .collect(Collectors.joining(" ")),
      code.map(Answers.Meaning::code).orElse(null),
      code.map(it -> chinese ? it.zh() : it.en()).orElse(null),
      code.map(Answers.Meaning::type).map(Answers.CodeClassLabel::code).orElse(null),
      code.map(Answers.Meaning::advice).map(it -> chinese ? it.zh() : it.en()).orElse(null)
    };
  }

  private void templates(Context ctx, Query query) {
    boolean chinese = chinese(query);
    Templates day = templates.whole(query);
    exported(ctx, "/templates.csv", query.shown());
    Csv csv =
        new Csv(
            "day",
            "businessId",
            "templateId",
            "template",
            "type",
            "channel",
            "creator",
            "of",
            "received",
            "filtered",
            "held",
            "passed",
            "sent",
            "failed",
            "clicked",
            "channelErrors",
            "takenInTwice",
            "rates.filtered",
            "rates.passed",
            "rates.sent",
            "rates.failed",
            "rates.clicked");
    day.templates().forEach(row -> csv.row(cells(day.day(), row, chinese)));
    write(ctx, csv, "templates-" + day.day(), day.truncated());
  }

  private static @Nullable Object[] cells(String day, TemplateRow row, boolean chinese) {
    Optional<Template> template = Optional.ofNullable(row.template());
    Totals totals = row.totals();
    return new @Nullable Object[] {
      day,
      row.businessId(),
      template.map(Template::id).orElse(null),
      template.map(Template::name).orElse(null),
      template.map(Template::type).map(it -> chinese ? it.zh() : it.en()).orElse(null),
      template.map(Template::channel).map(it -> chinese ? it.zh() : it.en()).orElse(null),
      template.map(Template::creator).orElse(null),
      totals.of(),
      totals.received(),
      totals.filtered(),
      totals.held(),
      totals.passed(),
      totals.sent(),
      totals.failed(),
      totals.clicked(),
      totals.channelErrors(),
      totals.takenInTwice(),
      totals.rates().filtered(),
      totals.rates().passed(),
      totals.rates().sent(),
      totals.rates().failed(),
      totals.rates().clicked()
    };
  }

  private void trends(Context ctx, Query query) {
    String part = query.word("part", TrendsCsv.PARTS.get(0), TrendsCsv.PARTS);
    Trends whole = trends.whole(query);
    exported(ctx, "/trends.csv", query.shown());
    boolean cut = part.equals(TrendsCsv.PARTS.get(0)) && whole.page().next() != null;
    write(
        ctx,
        new TrendsCsv(whole, chinese(query)).part(part),
        "trends-" + whole.range().from() + "-" + whole.range().to(),
        whole.truncated() || cut);
  }

  private void exported(Context ctx, String of, Shown shown) {
    Person person = Person.of(ctx);
    audit.write(person, AuditLog.Act.SHOW, of, shown.inFull());
    audit.write(person, AuditLog.Act.EXPORT, of, shown.known());
  }

  private static boolean chinese(Query query) {
    return query.word("language", "en", List.of("en", CHINESE)).equals(CHINESE);
  }

  /** The name of the file has no receiver in it, whatever that is. */
  private static void write(Context ctx, Csv csv, String name, boolean truncated) {
    ctx.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    ctx.header("X-Truncated", String.valueOf(truncated));
    ctx.contentType("text/csv; charset=utf-8").result(csv.bytes());
  }
}
