package io.austin.stream.console.api;

import io.austin.stream.common.PastedText;
import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.rights.AuditLog;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The addresses of the API. */
public final class Api {
  /** What the addresses of the API begin with. */
  public static final String PREFIX = "/api/";

  static final String VERSION = PREFIX + "v1";

  private static final int SERVICE_UNAVAILABLE = 503;

  /** What decoding puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * What many look at together may be a little old; trails, which one person looks for, may not.
   */
  private static final Duration KEEP_COMMON = Duration.ofSeconds(1);

  private final Map<String, Call> calls = new HashMap<>();
  private final SharedAnswers common = new SharedAnswers(KEEP_COMMON);
  private final SharedAnswers personal = new SharedAnswers(Duration.ZERO);
  private final SearchAnswer search;
  private final ReceiverAnswer receiver;
  private final HistoryAnswer history;
  private final MessageAnswer message;
  private final CallerAnswer caller;
  private final TemplateAnswer template;
  private final TemplatesAnswer templates;
  private final StuckAnswer stuck;
  private final LatencyAnswer latency;
  private final IncidentsAnswer incidents;
  private final TrendsAnswer trends;
  private final StreamProgress progress;
  private final HealthAnswer health;
  private final CsvAnswers csv;
  private final Errors errors;
  private final Seal seal;
  private final AuditLog audit;

  /**
   * The API over these sources.
   *
   * @param seal of the receivers in addresses
   * @param version what runs
   * @param build the hash of the page's files
   */
  public Api(Sources sources, Seal seal, AuditLog audit, String version, String build) {
    this.seal = seal;
    this.audit = audit;
    Words words = new Words(sources.catalog(), sources.codes(), sources.clock().getZone());
    progress = new StreamProgress(sources, words);
    DayTemplates days = new DayTemplates(sources);
    search = new SearchAnswer(sources, words, progress);
    receiver = new ReceiverAnswer(sources, words, progress);
    history = new HistoryAnswer(sources, words, progress, receiver);
    message = new MessageAnswer(sources, words, progress);
    caller = new CallerAnswer(sources, words, progress);
    template = new TemplateAnswer(sources, words, progress);
    JourneyProgress journeys = new JourneyProgress(sources, words);
    stuck = new StuckAnswer(sources, words, progress, journeys);
    latency = new LatencyAnswer(sources, words, progress, journeys);
    templates = new TemplatesAnswer(sources, words, progress, days, stuck);
    incidents = new IncidentsAnswer(sources, words, progress, journeys);
    health = new HealthAnswer(sources, words, progress, incidents, version, build);
    trends = new TrendsAnswer(sources, words, progress);
    csv = new CsvAnswers(sources, this, audit, receiver, templates, trends);
    errors = new Errors(progress);
  }

  /** Adds the addresses, and how errors are said. */
  public void addTo(Addresses addresses) {
    Call find = looking("/search", "q", search::answer, "day", "offset", "limit");
    Call day =
        looking(
            "/receiver", "id", single(receiver::answer), "outcome", "message", "offset", "limit");
    get(addresses, "/search", find);
    post(addresses, "/search", find);
    Call days =
        looking("/receiver/history", "id", single(history::answer), "days", "before", "limit");
    get(addresses, "/receiver", day);
    post(addresses, "/receiver", day);
    get(addresses, "/receiver/history", days);
    post(addresses, "/receiver/history", days);
    get(
        addresses,
        "/message",
        personal,
        single(message::answer),
        "id",
        Query.RECEIVERS,
        "offset",
        "limit");
    get(
        addresses,
        "/caller",
        personal,
        single(caller::answer),
        "id",
        Query.RECEIVERS,
        "offset",
        "limit");
    get(addresses, "/template", common, template::totals, "id", "day");
    get(addresses, "/template/minutes", common, template::minutes, "id", "day");
    get(
        addresses,
        "/templates",
        common,
        templates::answer,
        "day",
        "sort",
        "order",
        "offset",
        "limit");
    get(addresses, "/stuck", common, stuck::overview, "offset", "limit");
    get(addresses, "/stuck/template", common, stuck::template, "id", "day", Query.RECEIVERS);
    get(addresses, "/latency", common, latency::answer, "id", "day", Query.RECEIVERS);
    get(addresses, "/incidents", common, incidents::answer, "id", "offset", "limit");
    get(addresses, "/trends", common, trends::answer, TrendQuery.with("offset", "limit"));
    get(addresses, "/progress", personal, progress::answer);
    calls.put(
        "/health",
        (given, person) ->
            new SharedAnswers.Made(Json.bytes(health(given, person)), shown(given, person)));
    addresses.get(VERSION + "/health", this::health);
    csv.addTo(addresses);
    errors.addTo(addresses.routes());
  }

  /**
   * The answer to a call that comes with no request of its own, as a request for it would get it.
   *
   * @param path below the API's version, as {@code /template/minutes}
   * @param person who asks
   * @return JSON in UTF-8; null where there is no such call
   * @throws RuntimeException where a request would be told of an error
   */
  public byte @Nullable [] answer(
      String path, Map<String, List<String>> parameters, Person person) {
    Call call = calls.get(path);
    return call == null ? null : call.make(parameters, person).json();
  }

  private void get(
      Addresses addresses,
      String path,
      SharedAnswers answers,
      Function<Query, ?> answer,
      String... parameters) {
    get(addresses, path, call(path, answers, answer, parameters));
  }

  private void get(Addresses addresses, String path, Call call) {
    calls.put(path, call);
    addresses.get(
        VERSION + path, ctx -> Json.send(ctx, call.make(parameters(ctx), Person.of(ctx)).json()));
  }

  /** The same for who asks about a receiver, which is to stand in no address. */
  private static void post(Addresses addresses, String path, Call call) {
    addresses.post(
        VERSION + path, ctx -> Json.send(ctx, call.make(Json.fields(ctx), Person.of(ctx)).json()));
  }

  private Call call(
      String path, SharedAnswers answers, Function<Query, ?> answer, String... parameters) {
    return (given, person) -> {
      Shown shown = shown(given, person);
      Query query = Query.of(given, shown, parameters);
      SharedAnswers.Made made = answers.get(path, given, shown, () -> answer.apply(query));
      audit.write(person, AuditLog.Act.SHOW, path, made.shown().inFull());
      return made;
    };
  }

  /** A call that looks for what somebody typed, unless that comes sealed. */
  private Call looking(String path, String typed, Function<Query, ?> answer, String... more) {
    List<String> parameters = new ArrayList<>(List.of(typed, Query.RECEIVERS));
    parameters.addAll(List.of(more));
    Call call = call(path, personal, answer, parameters.toArray(String[]::new));
    return (given, person) -> {
      Optional<String> text = shown(given, person).typed(given.getOrDefault(typed, List.of()));
      Set<String> found = Set.of();
      try {
        SharedAnswers.Made made = call.make(given, person);
        found = made.shown().known();
        return made;
      } finally {
        if (text.isPresent()) {
          Set<String> about = found.isEmpty() ? Set.of(PastedText.of(text.get()).cleaned()) : found;
          audit.write(person, AuditLog.Act.SEARCH, path, about);
        }
      }
    };
  }

  /** How answers show receivers to somebody: in full to who may see that and asks for it. */
  Shown shown(Map<String, List<String>> given, Person person) {
    boolean full = given.getOrDefault(Query.RECEIVERS, List.of()).contains(Right.FULL.code());
    Right right = person.right();
    return new Shown(right.equals(Right.FULL) && !full ? Right.MASKED : right, seal);
  }

  /** An answer about single messages, which not everybody may see. */
  static <T> Function<Query, T> single(Function<Query, T> answer) {
    return query -> {
      if (!query.shown().any()) {
        throw ApiException.notAllowed(
            "Single messages and receivers are not yours to see; totals are.",
            "您没有权限查看单条消息和接收者，只能查看总数。");
      }
      return answer.apply(query);
    };
  }

  private void health(Context ctx) {
    Answers.Health answer = health(parameters(ctx), Person.of(ctx));
    if (!answer.redis().reachable()) {
      ctx.status(SERVICE_UNAVAILABLE);
    }
    Json.write(ctx, answer);
  }

  private Answers.Health health(Map<String, List<String>> given, Person person) {
    return health.answer(Query.of(given, shown(given, person)), person);
  }

  /** The parameters of a request. */
  static Map<String, List<String>> parameters(Context ctx) {
    Map<String, List<String>> parameters;
    try {
      parameters = ctx.queryParamMap();
    } catch (IllegalArgumentException malformed) {
      throw ApiException.invalid("The query", "is not percent-encoded as it should be.");
    }
    parameters.forEach(
        (name, values) -> {
          boolean replaced = values.stream().anyMatch(value -> value.indexOf(REPLACEMENT) >= 0);
          if (replaced && !writesReplacement(String.valueOf(ctx.queryString()))) {
            throw ApiException.invalid(
                name, "is not percent-encoded UTF-8: % itself is %25, é is %C3%A9.");
          }
        });
    return parameters;
  }

  private static boolean writesReplacement(String query) {
    return query.indexOf(REPLACEMENT) >= 0 || query.toUpperCase(Locale.ROOT).contains("%EF%BF%BD");
  }

  private interface Call {
    SharedAnswers.Made make(Map<String, List<String>> parameters, Person person);
  }
}
