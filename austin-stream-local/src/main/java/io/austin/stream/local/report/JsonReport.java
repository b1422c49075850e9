package io.austin.stream.local.report;

import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.austin.stream.local.run.RunResult;
import io.austin.stream.local.verify.Verified;
import io.austin.stream.test.model.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * What came of a run or a verification as one JSON object. Its names are public: scripts rely on
 * them.
 */
public final class JsonReport {
  private static final int TOP_TEMPLATES = 5;

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  /** Prints what came of a run. */
  public static void print(RunResult result, PrintWriter out) throws IOException {
    print(out, report -> report.addRun(result));
  }

  /** Prints what a verification found. */
  public static void print(Verified verified, PrintWriter out) throws IOException {
    print(
        out,
        report -> {
          report.json.writeBooleanField("ok", verified.isExact());
          report.addDeadLetters(verified.deadLetters());
          report.addVerification(verified);
        });
  }

  private interface Content {
    void writeTo(JsonReport report) throws IOException;
  }

  private static void print(PrintWriter out, Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      content.writeTo(new JsonReport(json));
      json.writeEndObject();
    }
    out.println(text);
    out.flush();
  }

  private void addRun(RunResult result) throws IOException {
    json.writeBooleanField("ok", result.isGood());
    json.writeNumberField("recordsProduced", result.delivered().records());
    json.writeNumberField("recordsRefused", result.delivered().refused());
    json.writeNumberField("eventsApplied", result.applied());
    addDeadLetters(result.deadLetters());
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
      addHoldings(Holdings.of(verified.contents(), result.options().get(REDIS_KEY_PREFIX)));
      addVerification(verified);
    }
  }

  private void addDeadLetters(Map<String, Long> byReason) throws IOException {
    json.writeObjectFieldStart("deadLetters");
    for (Map.Entry<String, Long> reason : byReason.entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
  }

  private void addHoldings(Holdings held) throws IOException {
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

  private void addVerification(Verified verified) throws IOException {
    json.writeObjectFieldStart("verification");
    json.writeNumberField("records", verified.records());
    json.writeNumberField("events", verified.model().eventCount());
    json.writeNumberField("keys", verified.model().keys().size());
    json.writeNumberField("differences", verified.differences().total());
    json.writeArrayFieldStart("first");
    for (Difference difference : verified.differences().first()) {
      json.writeStartObject();
      json.writeStringField("key", difference.key());
      json.writeStringField("expected", difference.expected());
      json.writeStringField("found", difference.found());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
