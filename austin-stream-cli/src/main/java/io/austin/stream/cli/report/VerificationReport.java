package io.austin.stream.cli.report;

import io.austin.stream.verify.TopicExtent;
import io.austin.stream.verify.Verified;
import io.austin.stream.verify.journey.JourneysVerified;
import io.austin.stream.verify.model.Difference;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a verification found, for people. */
public final class VerificationReport {
  private VerificationReport() {}

  /** Prints it. */
  public static void print(Verified verified, PrintWriter out) {
    Text text = new Text(out);
    text.add(
        "Records",
        "%,d in Kafka: %,d events, %,d dead letters"
            .formatted(
                verified.records(),
                verified.model().eventCount(),
                verified.model().deadLetters().size()));
    if (!verified.deadLetters().isEmpty()) {
      text.add("Dead letters", Text.byReason(verified.deadLetters()));
    }
    add(text, verified);
    out.flush();
  }

  /** Adds what was found to a longer report. */
  public static void add(Text text, Verified verified) {
    verified.topics().forEach(topic -> addExtent(text, topic));
    addJourneys(text, verified.journeys());
    if (verified.isExact()) {
      text.add(
          "Verified",
          (verified.isOfWholeTopics()
                  ? "Redis holds exactly what %,d records say: %,d keys, no difference"
                  : "Redis holds all that the %,d records say which Kafka still has: %,d keys, no"
                      + " difference; what it holds beyond may be of the others")
              .formatted(verified.records(), verified.model().keys().size()));
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Redis does NOT hold what %,d records say: %,d differences in %,d keys"
            .formatted(
                verified.records(),
                verified.differences().total(),
                verified.model().keys().size()));
    for (Difference difference : verified.differences().first()) {
      difference.toString().lines().forEach(lines::add);
    }
    long more = verified.differences().total() - verified.differences().first().size();
    if (more > 0) {
      lines.add("... and %,d more".formatted(more));
    }
    text.add("Verified", lines);
  }

  private static void addJourneys(Text text, JourneysVerified journeys) {
    if (!journeys.isCompared()) {
      if (!journeys.why().isEmpty()) {
        text.add("Journeys", "not compared: " + journeys.why());
      }
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d compared, of %,d templates".formatted(journeys.journeys(), journeys.templates()));
    if (journeys.untold() > 0) {
      lines.add(
          "%,d between bounds alone: their steps lie so far apart that nobody can tell which are one"
              .formatted(journeys.untold()));
    }
    if (journeys.skipped() > 0) {
      lines.add(
          "%,d templates left out, of which Kafka or Redis no longer has everything"
              .formatted(journeys.skipped()));
    }
    text.add("Journeys", lines);
  }

  private static void addExtent(Text text, TopicExtent topic) {
    if (!topic.beginnings().isEmpty()) {
      text.add("Removed", "Kafka holds " + topic.describeBeginnings() + " on");
    }
    if (topic.isCompacted()) {
      text.add("Removed", "Kafka compacts " + topic.topic() + ": older records of a key are gone");
    }
    if (!topic.heldBack().isEmpty()) {
      text.add(
          "Held back",
          topic.describeHeldBack()
              + ", by a transaction that is open: nobody reads them until it ends");
    }
  }
}
