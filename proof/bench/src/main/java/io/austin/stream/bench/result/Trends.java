package io.austin.stream.bench.result;

import io.austin.stream.bench.result.Readers.Answers;

/**
 * A month of many templates, read by the console and looked at by many.
 *
 * @param machine where it was measured
 * @param templates how many a day has
 * @param days how many days there are
 * @param readSeconds how long it took to read them all
 * @param quiet what another client of Redis waits for a string meanwhile nobody reads
 * @param reading the same while the days are read
 * @param readers how many then looked at them
 * @param answers what those got
 */
public record Trends(
    Machine machine,
    int templates,
    int days,
    double readSeconds,
    Distribution quiet,
    Distribution reading,
    int readers,
    Answers answers)
    implements Result {
  @Override
  public boolean isExact() {
    return answers.errors() == 0;
  }
}
