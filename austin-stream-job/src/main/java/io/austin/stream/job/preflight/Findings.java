package io.austin.stream.job.preflight;

import io.austin.stream.options.UsageException;
import java.util.ArrayList;
import java.util.List;

/** What the checks found. */
final class Findings {
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void error(String line) {
    errors.add(line);
  }

  void warning(String line) {
    warnings.add(line);
  }

  List<String> warningsOrThrow() {
    if (!errors.isEmpty()) {
      throw new UsageException(String.join("\n", errors));
    }
    return List.copyOf(warnings);
  }
}
