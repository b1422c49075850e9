package io.austin.stream.console.api;

import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The addresses of the API. */
public final class Api {
  /** What the addresses of the API begin with. */
  public static final String PREFIX = "/api/";

  static final String VERSION = PREFIX + "v1";

  private static final int SERVICE_UNAVAILABLE = 503;

  /**
   * What many look at together may be a little old; trails, which one person looks for, may not.
   */
  private static final Duration KEEP_COMMON = Duration.ofSeconds(1);

  private final Map<String, Call> calls = new HashMap<>();
  private final SharedAnswers common = new SharedAnswers(KEEP_COMMON);
  private final SharedAnswers personal = new SharedAnswers(Duration.ZERO);
  private final SearchAnswer search;
  private final ReceiverAnswer receiver;
  private final MessageAnswer message;
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

  /**
   * The API over these sources.
   *
   * @param seal of the receivers in addresses
   * @param version what runs
   * @param build the hash of the page's files
   * @param login whether a token is needed
   */
  public Api(Sources sources, Seal seal, String version, String build, boolean login) {
    this.seal = seal;
    Words words = new Words(sources.catalog(), sources.codes(), sources.clock().getZone());
    progress = new StreamProgress(sources, words);
    DayTemplates days = new DayTemplates(sources);
    search = new SearchAnswer(sources, words, progress);
    receiver = new ReceiverAnswer(sources, words, progress);
    message = new MessageAnswer(sources, words, progress);
    template = new TemplateAnswer(sources, words, progress);
    JourneyProgress journeys = new JourneyProgress(sources, words);
    stuck = new StuckAnswer(sources, words, progress, journeys);
    latency = new LatencyAnswer(sources, words, progress, journeys);
    templates = new TemplatesAnswer(sources, words, progress, days, stuck);
    incidents = new IncidentsAnswer(sources, words, progress, journeys);
    health = new HealthAnswer(sources, words, progress, incidents, version, build, login);
    trends = new TrendsAnswer(sources, words, progress);
    csv = new CsvAnswers(sources, this, receiver, templates, trends);
    errors = new Errors(progress);
  }

  /** Adds the addresses, and how errors are said. */
  public void addTo(Addresses addresses) {
    Call find =
        call("/search", personal, search::answer, "q", "day", Query.RECEIVERS, "offset", "limit");
    Call day =
        call(
            "/receiver",
            personal,
            single(receiver::answer),
            "id",
            "outcome",
            "message",
            Query.RECEIVERS,
            "offset",
            "limit");
    get(addresses, "/search", find);
    post(addresses, "/search", find);
    get(addresses, "/receiver", day);
    post(addresses, "/receiver", day);
    get(
        addresses,
        "/message",
        personal,
        single(message::answer),
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
    calls.put("/health", (given, person) -> Json.bytes(health(given, person)));
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
    return call == null ? null : call.answer(parameters, person);
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
        VERSION + path, ctx -> Json.send(ctx, call.answer(parameters(ctx), Person.of(ctx))));
  }

  /** The same for who asks about a receiver, which is to stand in no address. */
  private static void post(Addresses addresses, String path, Call call) {
    addresses.post(
        VERSION + path, ctx -> Json.send(ctx, call.answer(Json.fields(ctx), Person.of(ctx))));
  }

  private Call call(
      String path, SharedAnswers answers, Function<Query, ?> answer, String... parameters) {
    return (given, person) -> {
      Shown shown = shown(given, person);
      Query query = Query.of(given, shown, parameters);
      return answers.get(path, given, shown, () -> answer.apply(query)).json();
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
    return health.answer(Query.of(given, shown(given, person)), person.right());
  }

  /** The parameters of a request. */
  static Map<String, List<String>> parameters(Context ctx) {
    try {
      return ctx.queryParamMap();
    } catch (IllegalArgumentException malformed) {
      throw ApiException.invalid("The query", "is not percent-encoded as it should be.");
    }
  }

  private interface Call {
    byte[] answer(Map<String, List<String>> parameters, Person person);
  }
}
