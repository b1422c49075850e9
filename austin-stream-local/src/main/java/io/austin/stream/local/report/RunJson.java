package io.austin.stream.local.report;

import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;

import com.fasterxml.jackson.core.JsonGenerator;
import io.austin.stream.cli.report.JsonReport;
import io.austin.stream.local.run.RunResult;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** What came of a run as one JSON object. Its names are public: scripts rely on them. */
public final class RunJson {
  private static final int TOP_TEMPLATES = 5;

  private RunJson() {}

  /** Prints it. */
  public static void print(RunResult result, PrintWriter out) throws IOException {
    JsonReport.print(out, json -> add(json, result));
  }

  private static void add(JsonGenerator json, RunResult result) throws IOException {
    json.writeBooleanField("ok", result.isGood());
    json.writeNumberField("recordsProduced", result.delivered().records());
    json.writeNumberField("recordsRefused", result.delivered().refused());
    json.writeNumberField("eventsApplied", result.applied());
    JsonReport.addDeadLetters(json, result.deadLetters());
    json.writeNumberField("seconds", result.delivered().seconds());
    json.writeNumberField("recordsPerSecond", Math.round(result.delivered().perSecond()));
    json.writeNumberField("restarts", result.restarts());
    if (result.eventAge().isKnown()) {
      json.writeObjectFieldStart("eventAgeMillis");
      json.writeNumberField("p50", result.eventAge().p50());
      json.writeNumberField("p95", result.eventAge().p95());
      json.writeNumberField("p99", result.eventAge().p99());
      json.writeEndObject();
    }
    if (result.verified().isPresent()) {
      Verified verified = result.verified().get();
      addHoldings(json, Holdings.of(verified.contents(), result.options().get(REDIS_KEY_PREFIX)));
      JsonReport.addVerification(json, verified);
    }
  }

  private static void addHoldings(JsonGenerator json, Holdings held) throws IOException {
    json.writeObjectFieldStart("keys");
    json.writeNumberField("messageTrails", held.messageTrails());
    json.writeNumberField("receiverTrails", held.receiverTrails());
    json.writeNumberField("templateTotals", held.templateTotals());
    json.writeNumberField("own", held.own());
    json.writeNumberField("others", held.others());
    json.writeEndObject();
    json.writeArrayFieldStart("topTemplates");
    for (Map.Entry<Long, Map<Integer, Long>> template : held.topTemplates(TOP_TEMPLATES)) {
      json.writeStartObject();
      json.writeNumberField("businessId", template.getKey());
      json.writeObjectFieldStart("totals");
      for (Map.Entry<Integer, Long> total : template.getValue().entrySet()) {
        json.writeNumberField(String.valueOf(total.getKey()), total.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
