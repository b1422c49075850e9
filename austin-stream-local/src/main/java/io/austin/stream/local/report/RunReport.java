package io.austin.stream.local.report;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.report.Text;
import io.austin.stream.cli.report.VerificationReport;
import io.austin.stream.cli.report.Words;
import io.austin.stream.cli.screen.Spans;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.local.run.RunResult;
import io.austin.stream.options.Option;
import io.austin.stream.redis.RedisEndpoint;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The summary of a run for people. */
public final class RunReport {
  private static final int TOP_TEMPLATES = 5;
  private static final int TOP_STATES = 4;
  private static final int TRAIL_STEPS = 10;

  private final RunResult result;
  private final Words words;
  private final String data;
  private final Optional<Holdings> holdings;

  /**
   * A report of what came of a run.
   *
   * @param data the option that leads other commands to the run's data; empty where none is needed
   */
  public RunReport(RunResult result, Words words, String data) {
    this.data = data;
    this.result = result;
    this.words = words;
    this.holdings =
        result
            .verified()
            .map(it -> Holdings.of(it.contents(), result.options().get(REDIS_KEY_PREFIX)));
  }

  /** Prints it. */
  public void print(PrintWriter out) {
    Text text = new Text(out);
    text.line("");
    addTraffic(text);
    holdings.ifPresent(held -> addHoldings(text, held));
    result.verified().ifPresent(found -> VerificationReport.add(text, found));
    addHints(text);
    out.flush();
  }

  private void addTraffic(Text text) {
    text.add(
        "Records",
        "%,d produced: %,d events written to Redis, %,d dead letters%s%s"
            .formatted(
                result.delivered().records(),
                result.applied(),
                result.deadLetterCount(),
                result.delivered().refused() == 0
                    ? ""
                    : "; %,d more were larger than Kafka takes"
                        .formatted(result.delivered().refused()),
                result.restarts() == 0
                    ? ""
                    : "; %d restarts of the job".formatted(result.restarts())));
    if (!result.deadLetters().isEmpty()) {
      text.add("Dead letters", Text.byReason(result.deadLetters()));
    }
    text.add(
        "Rate",
        "%,.0f records/s in %,.1f s, until a checkpoint covered the last one"
            .formatted(result.delivered().perSecond(), result.delivered().seconds()));
    if (result.eventAge().isKnown()) {
      text.add(
          "Event age",
          "p50 %s, p95 %s, p99 %s when they stood in Redis (the last %,d batches)"
              .formatted(
                  Spans.of(result.eventAge().p50()),
                  Spans.of(result.eventAge().p95()),
                  Spans.of(result.eventAge().p99()),
                  result.eventAge().batches()));
    }
  }

  private void addHoldings(Text text, Holdings held) {
    text.add(
        "Redis",
        "%,d message trails, %,d receiver trails, %,d templates' totals, %,d keys of the stream's own%s"
            .formatted(
                held.messageTrails(),
                held.receiverTrails(),
                held.templateTotals(),
                held.own(),
                held.others() == 0 ? "" : ", %,d keys of others".formatted(held.others())));
    text.add(
        "Top templates",
        held.topTemplates(TOP_TEMPLATES).stream()
            .map(
                it ->
                    words.template(it.getKey())
                        + ": "
                        + words.largestTotals(it.getValue(), TOP_STATES))
            .toList());
    held.exampleMessage()
        .ifPresent(
            message -> {
              text.add("A message", message.getKey());
              text.add("", message.getValue().lines(words, TRAIL_STEPS));
            });
  }

  private void addHints(Text text) {
    text.line("");
    text.line("Look further:");
    String message =
        holdings
            .flatMap(Holdings::exampleMessage)
            .map(Map.Entry::getKey)
            .orElse("<message id, receiver or business id>");
    text.line("  bin/austin-stream trace '" + message + "'" + where(REDIS_URI) + data);
    text.line(
        "  bin/austin-stream verify" + where(KAFKA_BOOTSTRAP_SERVERS) + where(REDIS_URI) + data);
    if (!result.embedded().contains(REDIS_URI)) {
      redisCli(message).forEach(text::line);
    }
  }

  /** The option that leads to a server which outlives the run; without a password. */
  private String where(Option<?> address) {
    if (result.embedded().contains(address)) {
      return "";
    }
    Object server = result.options().get(address);
    String shown =
        address.equals(REDIS_URI)
            ? RedisEndpoint.parse(server.toString()).toString()
            : server.toString();
    return " " + address.flag() + " '" + shown + "'";
  }

  private List<String> redisCli(String message) {
    RedisEndpoint redis = RedisEndpoint.parse(result.options().get(REDIS_URI));
    String cli =
        "  redis-cli -h %s -p %d"
            .formatted(redis.nodes().get(0).getHost(), redis.nodes().get(0).getPort());
    String key = TraceKeys.withPrefix(result.options().get(REDIS_KEY_PREFIX)).messageTrail(message);
    return List.of(cli + " LRANGE " + key + " 0 -1", cli + " HGETALL <business id>");
  }
}
