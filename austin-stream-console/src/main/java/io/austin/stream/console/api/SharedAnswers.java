package io.austin.stream.console.api;

import io.austin.stream.console.rights.Right;
import io.austin.stream.console.trace.BriefCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers in JSON, each made once for all who ask for the same at the same time. */
final class SharedAnswers {
  private static final int MAX_KEPT = 64;

  private final BriefCache<Request, Made> answers;

  /** Answers that are kept for so long; for none, no longer than it takes to make them. */
  SharedAnswers(Duration keep) {
    answers = new BriefCache<>(keep, MAX_KEPT);
  }

  /**
   * The answer to a request, which is made where it is not there.
   *
   * @param shown what it is made with
   */
  Made get(String path, Map<String, List<String>> parameters, Shown shown, Supplier<?> answer) {
    return answers.get(
        new Request(path, parameters, shown.right()),
        request -> new Made(Json.bytes(answer.get()), shown));
  }

  /** An answer, and how receivers are shown in it. */
  record Made(byte[] json, Shown shown) {}

  private record Request(String path, Map<String, List<String>> parameters, Right right) {}
}
