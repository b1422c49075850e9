package io.austin.stream.console.api;

import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers in JSON, each made once for all who ask for the same at the same time. */
final class SharedAnswers {
  private static final int MAX_KEPT = 64;

  private final BriefCache<Request, byte[]> answers;

  /** Answers that are kept for so long; for none, no longer than it takes to make them. */
  SharedAnswers(Duration keep) {
    answers = new BriefCache<>(keep, MAX_KEPT);
  }

  /** The answer to a request, which is made where it is not there. */
  byte[] get(String path, Map<String, List<String>> parameters, Supplier<?> answer) {
    return answers.get(new Request(path, parameters), request -> Json.bytes(answer.get()));
  }

  private record Request(String path, Map<String, List<String>> parameters) {}
}
