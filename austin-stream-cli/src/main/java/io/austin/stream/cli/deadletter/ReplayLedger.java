package io.austin.stream.cli.deadletter;

import io.austin.stream.verify.TopicReader;
import io.austin.stream.verify.model.Position;
import io.austin.stream.verify.model.TraceRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What was replayed of a dead-letter topic, as the receipts in it say. */
public final class ReplayLedger {
  private final Set<Entry> replayed = new HashSet<>();
  private final Set<Letter> anywhere = new HashSet<>();
  private final Set<Position> landed = new HashSet<>();

  private ReplayLedger() {}

  /** That of a topic without receipts. */
  public static ReplayLedger none() {
    return new ReplayLedger();
  }

  /** The receipts of this topic. */
  public static ReplayLedger read(TopicReader reader, String topic) throws IOException {
    ReplayLedger ledger = new ReplayLedger();
    reader.read(topic, record -> Receipt.read(record).ifPresent(ledger::add));
    return ledger;
  }

  private void add(Receipt receipt) {
    Letter letter = new Letter(receipt.origin(), receipt.timestamp());
    anywhere.add(letter);
    replayed.add(new Entry(letter, receipt.landed().topic()));
    landed.add(receipt.landed());
  }

  /** Whether a record was refused and replayed: what counts is where it stands since. */
  public boolean hasReplayed(TraceRecord record) {
    Position origin = new Position(record.topic(), record.partition(), record.offset());
    return anywhere.contains(new Letter(origin, record.timestamp()));
  }

  /** What has become of a letter so far. */
  public State state(StoredLetter stored) {
    if (anywhere.contains(Letter.of(stored))) {
      return State.REPLAYED;
    }
    return cameBack(stored) ? State.CAME_BACK : State.OPEN;
  }

  /** Whether the letter was replayed to this topic. */
  boolean went(StoredLetter stored, String topic) {
    return replayed.contains(new Entry(Letter.of(stored), topic));
  }

  /** Remembers that the letter goes to this topic. */
  void enter(StoredLetter stored, String topic) {
    replayed.add(new Entry(Letter.of(stored), topic));
  }

  /** Whether the record that was refused is one that a replay had written. */
  boolean cameBack(StoredLetter stored) {
    return landed.contains(stored.origin());
  }

  /** What became of a letter. */
  public enum State {
    /** Nothing yet. */
    OPEN,
    /** It was replayed. */
    REPLAYED,
    /** It is a replayed record that was refused again. */
    CAME_BACK;

    /** As people read it. */
    public String words() {
      return switch (this) {
        case OPEN -> "";
        case REPLAYED -> "replayed";
        case CAME_BACK -> "came back";
      };
    }
  }

  /** A letter, which may stand in the topic twice after a failure of the job. */
  private record Letter(Position origin, long timestamp) {
    static Letter of(StoredLetter stored) {
      return new Letter(stored.origin(), stored.letter().record().timestamp());
    }
  }

  private record Entry(Letter letter, String topic) {}
}
