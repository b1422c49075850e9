package io.austin.stream.cli.report;

import io.austin.stream.common.PastedText;
import io.austin.stream.console.progress.Liveness;
import io.austin.stream.console.progress.Standing;
import io.austin.stream.console.progress.Verdict;
import io.austin.stream.console.trace.MessageSteps;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What Redis holds of ids, for people. */
public final class TraceReport {
  private static final int NEWEST_STEPS = 50;

  private final Words words;
  private final Liveness stream;
  private final PrintWriter out;
  private final Text text;

  /**
   * A report on this output.
   *
   * @param stream how far the stream has come
   */
  public TraceReport(Words words, Liveness stream, PrintWriter out) {
    this.words = words;
    this.stream = stream;
    this.out = out;
    this.text = new Text(out);
  }

  /** Prints what became of a message for a receiver. */
  public void print(ForReceiver answer) {
    String asked = answer.messageId() + " for " + answer.receiver();
    if (answer.steps().steps().isEmpty()) {
      text.add("Answer", asked + ": " + nothing(answer));
    } else {
      List<String> lines = new ArrayList<>();
      lines.add(
          asked
              + ": "
              + words.state(new MessageSteps(answer.steps().steps()).decisive().getState()));
      lines.addAll(answer.steps().lines(words, NEWEST_STEPS));
      text.add("Answer", lines);
    }
    out.flush();
  }

  private String nothing(ForReceiver answer) {
    return answer.stepsWithoutMessageId() == 0
        ? "nothing in the receiver's trail, which holds today: the message did not go to it, or on"
            + " another day"
            + (stream.verdict().vouches() ? "" : ", or that is not read yet")
        : ("not known: the receiver's trail has %,d steps of this template without a message id, as"
                + " older producers write them")
            .formatted(answer.stepsWithoutMessageId());
  }

  /** Prints why what was printed may not be all there is, or right, if so. */
  public void printDoubt() {
    if (stream.verdict() != Verdict.LIVE) {
      text.add("Stream", Standing.of(stream));
      out.flush();
    }
  }

  /** Prints what a view holds. */
  public void print(Traced traced) {
    switch (traced.view()) {
      case MESSAGE -> {
        long businessId = traced.trail().steps().get(0).getBusinessId();
        add("Message", traced, traced.id() + " of " + words.template(businessId) + form(traced));
      }
      case RECEIVER ->
          add(
              "Receiver",
              traced,
              traced.id() + ": %,d steps".formatted(traced.trail().steps().size()) + form(traced));
      case CALLER ->
          add(
              "Caller's id",
              traced,
              traced.id()
                  + ": taken in %,d times".formatted(traced.trail().steps().size())
                  + form(traced));
      case TEMPLATE -> add("Template", traced, template(traced.id()));
    }
    out.flush();
  }

  /** Which form of what was asked for it is, where it is another. */
  private static String form(Traced traced) {
    PastedText.Understood understood = traced.form().getUnderstood();
    return understood == PastedText.Understood.EXACT
        ? ""
        : " (what was asked for, %s)".formatted(understood.code().replace('_', ' '));
  }

  private String template(String id) {
    return id.matches("[0-9]{1,18}") ? words.template(Long.parseLong(id)) : id;
  }

  private void add(String title, Traced traced, String what) {
    List<String> lines = new ArrayList<>();
    lines.add(what);
    lines.addAll(traced.trail().lines(words, NEWEST_STEPS));
    traced
        .totals()
        .forEach(
            (state, total) ->
                lines.add("%,12d receivers  %s".formatted(total, words.state(state))));
    lines.add(expiry(traced.expiresAt()));
    text.add(title, lines);
  }

  private String expiry(OptionalLong at) {
    return at.isEmpty()
        ? "(does not expire)"
        : "(expires %s)".formatted(words.time(at.getAsLong()));
  }
}
