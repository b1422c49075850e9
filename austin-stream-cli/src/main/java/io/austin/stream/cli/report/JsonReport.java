package io.austin.stream.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.austin.stream.verify.TopicExtent;
import io.austin.stream.verify.Verified;
import io.austin.stream.verify.journey.JourneysVerified;
import io.austin.stream.verify.model.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What came of something as one JSON object. Its names are public: scripts rely on them. */
public final class JsonReport {
  private JsonReport() {}

  /** Prints what a verification found. */
  public static void print(Verified verified, PrintWriter out) throws IOException {
    print(
        out,
        json -> {
          json.writeBooleanField("ok", verified.isExact());
          addDeadLetters(json, verified.deadLetters());
          addVerification(json, verified);
        });
  }

  /** The fields of an object. */
  @FunctionalInterface
  public interface Fields {
    /** Writes them. */
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Prints an object of these fields. */
  public static void print(PrintWriter out, Fields fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    }
    out.println(text);
    out.flush();
  }

  /** Adds how many dead letters there are of each reason. */
  public static void addDeadLetters(JsonGenerator json, Map<String, Long> byReason)
      throws IOException {
    json.writeObjectFieldStart("deadLetters");
    for (Map.Entry<String, Long> reason : byReason.entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
  }

  /** Adds what a verification found. */
  public static void addVerification(JsonGenerator json, Verified verified) throws IOException {
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
    json.writeArrayFieldStart("topics");
    for (TopicExtent topic : verified.topics()) {
      json.writeStartObject();
      json.writeStringField("topic", topic.topic());
      json.writeNumberField("records", topic.records());
      addOffsets(json, "beginnings", topic.beginnings());
      addOffsets(json, "heldBack", topic.heldBack());
      json.writeBooleanField("compacted", topic.isCompacted());
      json.writeEndObject();
    }
    json.writeEndArray();
    addJourneys(json, verified.journeys());
    json.writeEndObject();
  }

  private static void addJourneys(JsonGenerator json, JourneysVerified journeys)
      throws IOException {
    json.writeObjectFieldStart("journeys");
    json.writeBooleanField("compared", journeys.isCompared());
    json.writeStringField("why", journeys.why());
    json.writeNumberField("journeys", journeys.journeys());
    json.writeNumberField("untold", journeys.untold());
    json.writeNumberField("templates", journeys.templates());
    json.writeNumberField("skipped", journeys.skipped());
    json.writeEndObject();
  }

  private static void addOffsets(JsonGenerator json, String name, Map<Integer, Long> byPartition)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Integer, Long> offset : byPartition.entrySet()) {
      json.writeNumberField(offset.getKey().toString(), offset.getValue());
    }
    json.writeEndObject();
  }
}
