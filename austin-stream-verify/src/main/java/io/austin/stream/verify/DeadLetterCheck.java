package io.austin.stream.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.verify.model.ExpectedDeadLetter;
import io.austin.stream.verify.model.Position;
import io.austin.stream.verify.model.ReferenceModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Whether each record that is no event is in the dead-letter topic with its reason and place, and
 * nothing else is. After a replay it may be there more than once: so much the contract allows.
 */
public final class DeadLetterCheck {
  private static final int SHOWN = 5;

  private DeadLetterCheck() {}

  /**
   * What stands there and should not, or should and does not; of each a few, in a line each.
   *
   * @param model what the records of one topic say
   * @param unread which of the records may never have been read
   * @param deadLetters what stands in the dead-letter topic
   */
  public static List<String> violations(
      ReferenceModel model,
      Predicate<Position> unread,
      List<ConsumerRecord<byte[], byte[]>> deadLetters) {
    Set<Letter> known = new HashSet<>();
    Set<Letter> expected = new HashSet<>();
    for (ExpectedDeadLetter letter : model.deadLetters()) {
      known.add(Letter.of(letter));
      if (!unread.test(letter.position())) {
        expected.add(Letter.of(letter));
      }
    }
    Set<Letter> found = new HashSet<>();
    deadLetters.forEach(record -> found.add(Letter.of(record)));
    return Stream.concat(
            without(expected, found::contains).map(it -> "no dead letter: " + it),
            without(found, known::contains).map(it -> "no such bad record: " + it))
        .toList();
  }

  private static Stream<Letter> without(Set<Letter> letters, Predicate<Letter> known) {
    return letters.stream().filter(known.negate()).limit(SHOWN);
  }

  /** A dead letter by what it says; the topic's name, not its id, as there is one topic only. */
  private record Letter(String reason, int partition, long offset) {
    static Letter of(ExpectedDeadLetter letter) {
      return new Letter(letter.reason(), letter.position().partition(), letter.position().offset());
    }

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
      return new Letter(
          header(record, "reason"),
          Integer.parseInt(header(record, "partition")),
          Long.parseLong(header(record, "offset")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
      Header header = record.headers().lastHeader("dead-letter." + name);
      return header == null ? "-1" : new String(header.value(), UTF_8);
    }
  }
}
