package io.austin.stream.console.api;

import io.austin.stream.console.trace.BriefCache;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers in JSON, each made once for all who ask for the same at the same time. */
final class SharedAnswers {
  private static final int MAX_KEPT = 64;

  private final BriefCache<String, byte[]> answers;

  /** Answers that are kept for so long; for none, no longer than it takes to make them. */
  SharedAnswers(Duration keep) {
    answers = new BriefCache<>(keep, MAX_KEPT);
  }

  /** Writes the answer to a request, which is made where it is not there. */
  void write(Context ctx, Supplier<?> answer) {
    String request = ctx.path() + '?' + ctx.queryString();
    Json.send(ctx, answers.get(request, key -> Json.bytes(answer.get())));
  }
}
