package io.austin.stream.torture;

import io.austin.stream.torture.fault.Fault;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells who watches what is going on, a line for each step. */
final class Progress {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintWriter out;

  Progress(PrintWriter out) {
    this.out = out;
  }

  void says(String line) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + " " + line);
    out.flush();
  }

  void strikes(int round, Fault fault) {
    says("round %d: %s".formatted(round, fault));
  }

  void recovered(int round, Strike strike) {
    says(
        "round %d: %s, recovered after %.1f s%s"
            .formatted(
                round,
                strike.fault(),
                strike.recovery().toMillis() / 1_000.0,
                strike.alone() ? "" : ", among others"));
  }

  void ended(RoundResult result) {
    says(
        "round %d: %,d records, %d faults, %d looks at Redis meanwhile; lost %,d, doubled %,d: %s"
            .formatted(
                result.round(),
                result.records(),
                result.strikes().size(),
                result.samples(),
                result.effects().lost(),
                result.effects().doubled(),
                result.violations().isEmpty() ? "good" : "BROKEN"));
    result.violations().forEach(this::says);
  }
}
