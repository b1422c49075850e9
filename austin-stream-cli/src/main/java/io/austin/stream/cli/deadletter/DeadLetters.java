package io.austin.stream.cli.deadletter;

import io.austin.stream.cli.deadletter.ReplayLedger.State;
import io.austin.stream.verify.TopicReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The letters of a topic that a filter lets pass.
 *
 * @param topic the dead-letter topic
 * @param byReason how many there are, by reason
 * @param first the first of them
 */
public record DeadLetters(String topic, Map<String, Long> byReason, List<Listed> first) {

  /** Reads them; so many are kept at most. */
  public static DeadLetters read(TopicReader reader, String topic, LetterFilter filter, int limit)
      throws IOException {
    ReplayLedger ledger = ReplayLedger.read(reader, topic);
    Map<String, Long> byReason = new TreeMap<>();
    List<Listed> first = new ArrayList<>();
    reader.read(
        topic,
        record ->
            StoredLetter.of(record)
                .filter(filter::accepts)
                .ifPresent(
                    letter -> {
                      byReason.merge(letter.letter().reason(), 1L, Long::sum);
                      if (first.size() < limit) {
                        first.add(new Listed(letter, ledger.state(letter)));
                      }
                    }));
    return new DeadLetters(topic, byReason, first);
  }

  /** How many there are. */
  public long total() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * One of them.
   *
   * @param letter the letter
   * @param state what became of it
   */
  public record Listed(StoredLetter letter, State state) {}
}
