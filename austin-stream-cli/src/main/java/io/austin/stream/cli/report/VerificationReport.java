package io.austin.stream.cli.report;

import io.austin.stream.verify.Verified;
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
    if (verified.isExact()) {
      text.add(
          "Verified",
          "Redis holds exactly what %,d records say: %,d keys, no difference"
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
}
