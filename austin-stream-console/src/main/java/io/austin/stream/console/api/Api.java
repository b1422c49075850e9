package io.austin.stream.console.api;

import io.austin.stream.console.http.Addresses;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /**
   * The API over these sources.
   *
   * @param version what runs
   * @param build the hash of the page's files
   * @param login whether a token is needed
   */
  public Api(Sources sources, String version, String build, boolean login) {
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
    health = new HealthAnswer(sources, words, progress, incidents, version, build, login);
    trends = new TrendsAnswer(sources, words, progress);
    csv = new CsvAnswers(sources, receiver, templates, trends);
    errors = new Errors(progress);
  }

  /** Adds the addresses, and how errors are said. */
  public void addTo(Addresses addresses) {
    get(addresses, "/search", personal, search::answer, "q", "day", "offset", "limit");
    get(
        addresses,
        "/receiver",
        personal,
        receiver::answer,
        "id",
        "outcome",
        "message",
        "offset",
        "limit");
    get(addresses, "/receiver/history", personal, history::answer, "id", "days", "before", "limit");
    get(addresses, "/message", personal, message::answer, "id", "offset", "limit");
    get(addresses, "/caller", personal, caller::answer, "id", "offset", "limit");
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
    get(addresses, "/stuck/template", common, stuck::template, "id", "day");
    get(addresses, "/latency", common, latency::answer, "id", "day");
    get(addresses, "/incidents", common, incidents::answer, "id", "offset", "limit");
    get(addresses, "/trends", common, trends::answer, TrendQuery.with("offset", "limit"));
    get(addresses, "/progress", personal, progress::answer);
    calls.put("/health", given -> Json.bytes(health.answer(Query.of(given))));
    addresses.get(VERSION + "/health", this::health);
    csv.addTo(addresses);
    errors.addTo(addresses.routes());
  }

  /**
   * The answer to a call that comes with no request of its own, as a request for it would get it.
   *
   * @param path below the API's version, as {@code /template/minutes}
   * @return JSON in UTF-8; null where there is no such call
   * @throws RuntimeException where a request would be told of an error
   */
  public byte @Nullable [] answer(String path, Map<String, List<String>> parameters) {
    Call call = calls.get(path);
    return call == null ? null : call.answer(parameters);
  }

  private void get(
      Addresses addresses,
      String path,
      SharedAnswers answers,
      Function<Query, ?> answer,
      String... parameters) {
    Call call =
        given -> {
          Query query = Query.of(given, parameters);
          return answers.get(path, given, () -> answer.apply(query));
        };
    calls.put(path, call);
    addresses.get(VERSION + path, ctx -> Json.send(ctx, call.answer(parameters(ctx))));
  }

  private void health(Context ctx) {
    Answers.Health answer = health.answer(Query.of(parameters(ctx)));
    if (!answer.redis().reachable()) {
      ctx.status(SERVICE_UNAVAILABLE);
    }
    Json.write(ctx, answer);
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
    byte[] answer(Map<String, List<String>> parameters);
  }
}
