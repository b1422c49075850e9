package io.austin.stream.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.austin.stream.cli.report.Traced.View;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.progress.Liveness;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.StateKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What Redis holds of ids as one JSON object, in the words of the console's API where it has them.
 * Its names are public.
 */
public final class TraceJson {
  private final JsonGenerator json;

  private TraceJson(JsonGenerator json) {
    this.json = json;
  }

  /** Prints it. */
  public static void print(
      List<ForReceiver> answers,
      List<Traced> found,
      List<String> notFound,
      Liveness stream,
      PrintWriter out)
      throws IOException {
    JsonReport.print(
        out,
        json -> {
          TraceJson trace = new TraceJson(json);
          trace.write(answers, found, notFound);
          trace.write(stream);
        });
  }

  private void write(List<ForReceiver> answers, List<Traced> found, List<String> notFound)
      throws IOException {
    json.writeArrayFieldStart("answers");
    for (ForReceiver answer : answers) {
      json.writeStartObject();
      json.writeStringField("messageId", answer.messageId());
      json.writeStringField("receiver", answer.receiver());
      writeSteps(answer.steps().steps());
      json.writeNumberField("stepsWithoutMessageId", answer.stepsWithoutMessageId());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeAll("messages", View.MESSAGE, "messageId", found);
    writeAll("receivers", View.RECEIVER, "receiver", found);
    writeAll("callers", View.CALLER, "caller", found);
    writeAll("templates", View.TEMPLATE, "businessId", found);
    json.writeArrayFieldStart("notFound");
    for (String id : notFound) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private void write(Liveness stream) throws IOException {
    json.writeObjectFieldStart("freshness");
    json.writeStringField("verdict", stream.verdict().code());
    json.writeBooleanField("vouches", stream.verdict().vouches());
    OptionalLong age =
        stream.decisive().map(job -> job.age().millis()).orElseGet(OptionalLong::empty);
    writeNumber("reportAgeMillis", age);
    writeNumber(
        "behindMillis", stream.jobs().isEmpty() ? OptionalLong.empty() : stream.behindMillis());
    json.writeEndObject();
  }

  private void writeNumber(String name, OptionalLong number) throws IOException {
    json.writeFieldName(name);
    if (number.isPresent()) {
      json.writeNumber(number.getAsLong());
    } else {
      json.writeNull();
    }
  }

  private void writeAll(String name, View view, String idName, List<Traced> found)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Traced traced : found) {
      if (traced.view() == view) {
        json.writeStartObject();
        json.writeStringField(idName, traced.id());
        json.writeStringField("understood", traced.form().getUnderstood().code());
        switch (view) {
          case MESSAGE -> writeSteps(traced.trail().steps());
          case RECEIVER -> writeMessages(traced.trail().steps());
          case CALLER -> writeTakenIn(traced.trail().steps());
          case TEMPLATE -> writeTotals(traced.totals());
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** The message that began last first, as the API has them. */
  private void writeMessages(List<SimpleAnchorInfo> steps) throws IOException {
    List<SimpleAnchorInfo> newestFirst = new ArrayList<>(steps);
    Collections.reverse(newestFirst);
    json.writeArrayFieldStart("messages");
    for (MessageSteps message : MessageSteps.groups(newestFirst)) {
      json.writeStartObject();
      json.writeStringField("messageId", message.messageId());
      json.writeStringField("businessId", Long.toString(message.businessId()));
      writeSteps(message.steps());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The newest first; what became of a message is for its own trail to say. */
  private void writeTakenIn(List<SimpleAnchorInfo> steps) throws IOException {
    json.writeArrayFieldStart("messages");
    for (int i = steps.size() - 1; i >= 0; i--) {
      json.writeStartObject();
      json.writeStringField("messageId", steps.get(i).getMessageId());
      json.writeStringField("businessId", Long.toString(steps.get(i).getBusinessId()));
      json.writeNumberField("at", steps.get(i).getTimestamp());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeSteps(List<SimpleAnchorInfo> steps) throws IOException {
    if (!steps.isEmpty()) {
      MessageSteps message = new MessageSteps(steps);
      json.writeStringField("outcome", message.outcome().code());
      writeState(message.decisive().getState());
      json.writeNumberField("at", message.beganAt());
      json.writeNumberField("durationMillis", message.duration());
    }
    json.writeArrayFieldStart("steps");
    for (SimpleAnchorInfo step : steps) {
      json.writeStartObject();
      json.writeNumberField("at", step.getTimestamp());
      json.writeStringField("businessId", Long.toString(step.getBusinessId()));
      writeState(step.getState());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeTotals(Map<Integer, Long> totals) throws IOException {
    json.writeArrayFieldStart("states");
    for (Map.Entry<Integer, Long> total : totals.entrySet()) {
      json.writeStartObject();
      writeState(total.getKey());
      json.writeNumberField("count", total.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeState(int code) throws IOException {
    json.writeObjectFieldStart("state");
    json.writeNumberField("code", code);
    json.writeStringField("name", AnchorState.of(code).map(AnchorState::name).orElse(null));
    json.writeStringField("kind", StateKind.of(code).code());
    json.writeStringField("zh", AnchorState.describe(code, Locale.CHINESE));
    json.writeStringField("en", AnchorState.describe(code, Locale.ENGLISH));
    json.writeEndObject();
  }
}
