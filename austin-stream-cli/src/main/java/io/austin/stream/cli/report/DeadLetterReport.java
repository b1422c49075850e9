package io.austin.stream.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.austin.stream.cli.deadletter.DeadLetters;
import io.austin.stream.cli.deadletter.DeadLetters.Listed;
import io.austin.stream.cli.deadletter.ReplayResult;
import io.austin.stream.cli.deadletter.StoredLetter;
import io.austin.stream.cli.deadletter.TopicRefusal;
import io.austin.stream.functions.SourceRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters for people and as JSON. What the refused records hold is personal data and shows
 * when asked for only.
 */
public final class DeadLetterReport {
  private static final String ROW = "%-14s %-23s %-20s %-26s %-23s %10s %s%n";
  private static final int SHOWN_CHARACTERS = 1_000;
  private static final int SHOWN_REFUSALS = 20;

  private final PrintWriter out;
  private final Words words;
  private final boolean values;

  /**
   * A report.
   *
   * @param values whether keys and values are shown
   */
  public DeadLetterReport(PrintWriter out, Words words, boolean values) {
    this.out = out;
    this.words = words;
    this.values = values;
  }

  /** Prints a table, and the counts below it. */
  public void print(DeadLetters letters) {
    if (!letters.first().isEmpty()) {
      out.printf(ROW, "AT", "REFUSED AT", "REASON", "FROM", "RECORD'S TIME", "BYTES", "STATE");
    }
    letters.first().forEach(this::printRow);
    Text text = new Text(out);
    text.add("Dead letters", count(letters));
    if (letters.total() > 0) {
      text.add("Reasons", Text.byReason(letters.byReason()));
    }
    out.flush();
  }

  private static String count(DeadLetters letters) {
    long more = letters.total() - letters.first().size();
    return "%,d in %s%s"
        .formatted(
            letters.total(),
            letters.topic(),
            more == 0
                ? ""
                : ", of which %,d are shown (--limit)".formatted(letters.first().size()));
  }

  private void printRow(Listed listed) {
    StoredLetter letter = listed.letter();
    SourceRecord record = letter.letter().record();
    out.printf(
        ROW,
        letter.at().partition() + "@" + letter.at().offset(),
        words.time(letter.refusedAt()),
        letter.letter().reason(),
        letter.origin(),
        record.timestamp() < 0 ? "-" : words.time(record.timestamp()),
        "%,d".formatted(letter.bytes()),
        listed.state().words());
    if (values) {
      printContent("key", record.key());
      printContent("value", record.value());
    }
  }

  private void printContent(String name, byte @Nullable [] bytes) {
    if (bytes != null) {
      out.printf("  %s: %s%n", name, line(new String(bytes, UTF_8)));
    }
  }

  /** What a terminal could take for commands is left out. */
  private static String line(String text) {
    String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS);
    String safe = shown.replaceAll("\\p{Cntrl}", " ");
    return shown.length() == text.length()
        ? safe
        : safe + " ... (%,d characters)".formatted(text.length());
  }

  /** Prints the same as one JSON object, with keys and values whole. Its names are public. */
  public void printJson(DeadLetters letters) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("topic", letters.topic());
      json.writeNumberField("total", letters.total());
      json.writeObjectFieldStart("byReason");
      for (Map.Entry<String, Long> reason : letters.byReason().entrySet()) {
        json.writeNumberField(reason.getKey(), reason.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("letters");
      for (Listed listed : letters.first()) {
        writeJson(listed, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println(text);
    out.flush();
  }

  private void writeJson(Listed listed, JsonGenerator json) throws IOException {
    StoredLetter letter = listed.letter();
    SourceRecord record = letter.letter().record();
    json.writeStartObject();
    json.writeNumberField("partition", letter.at().partition());
    json.writeNumberField("offset", letter.at().offset());
    json.writeNumberField("refusedAt", letter.refusedAt());
    json.writeStringField("reason", letter.letter().reason());
    json.writeObjectFieldStart("from");
    json.writeStringField("topic", record.topic());
    json.writeNumberField("partition", record.partition());
    json.writeNumberField("offset", record.offset());
    json.writeNumberField("timestamp", record.timestamp());
    json.writeEndObject();
    json.writeNumberField("bytes", letter.bytes());
    json.writeStringField("state", listed.state().name());
    if (values) {
      writeContent("key", record.key(), json);
      writeContent("value", record.value(), json);
    }
    json.writeEndObject();
  }

  private static void writeContent(String name, byte @Nullable [] bytes, JsonGenerator json)
      throws IOException {
    if (bytes == null) {
      return;
    }
    Optional<String> text = text(bytes);
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    } else {
      json.writeBinaryField(name + "Base64", bytes);
    }
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** Prints what became of the letters that were to be replayed. */
  public static void print(ReplayResult result, boolean dryRun, PrintWriter out) {
    Text text = new Text(out);
    text.add(
        dryRun ? "Would replay" : "Replayed",
        result.sent() == 0 ? "none" : Text.byReason(result.sentByTopic()));
    if (result.replayedBefore() > 0) {
      text.add(
          "Left out",
          "%,d that were replayed before; --again replays them once more, which counts their events"
                  .formatted(result.replayedBefore())
              + " once more");
    }
    if (result.invalid() > 0) {
      text.add(
          "Left out",
          "%,d that the job would refuse again: %s"
              .formatted(result.invalid(), Text.byReason(result.invalidByReason())));
    }
    if (result.cameBack() > 0) {
      text.add(
          "Left out",
          ("%,d that came back from an earlier replay: the job that runs refuses what this version,"
                  + " with these options, accepts. Start it with the same, then replay with --force")
              .formatted(result.cameBack()));
    }
    if (!result.refusedByTopics().isEmpty()) {
      text.add("Left out", refused(result.refusedByTopics()));
    }
    out.flush();
  }

  private static List<String> refused(List<TopicRefusal> refusals) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ("%,d that their topic does not take; look at its message.timestamp.before.max.ms,"
                + " message.timestamp.after.max.ms and max.message.bytes, then replay again:")
            .formatted(refusals.size()));
    refusals.stream()
        .limit(SHOWN_REFUSALS)
        .map(
            refusal ->
                "%s to %s: %s".formatted(refusal.letter(), refusal.topic(), refusal.reason()))
        .forEach(lines::add);
    if (refusals.size() > SHOWN_REFUSALS) {
      lines.add("...");
    }
    return lines;
  }
}
