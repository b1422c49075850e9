package io.austin.stream.verify.model;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must stand in Redis: a plain fold of Kafka records over the data contract. It remembers for
 * each key the events that reach it; {@link Comparison} derives from them what the key must hold at
 * a moment, and under a {@link Restriction}. Not thread-safe.
 */
public final class ReferenceModel {
  private final ModelRules rules;
  private final TraceKeys keys;
  private final ContractReader reader;
  private final Map<String, KeyEvents> events = new HashMap<>();
  private final Map<String, Long> lastOffsets = new HashMap<>();
  private final List<ExpectedDeadLetter> deadLetters = new ArrayList<>();
  private long eventCount;

  /** A model of an empty topic. */
  public ReferenceModel(ModelRules rules) {
    this.rules = rules;
    this.keys = TraceKeys.withPrefix(rules.keyPrefix());
    this.reader = new ContractReader(rules.maxValueBytes());
  }

  /**
   * Takes the next record of a partition.
   *
   * @throws IllegalArgumentException when its offset is not above the partition's last one: offsets
   *     may have gaps, but each record counts once
   */
  public void fold(TraceRecord record) {
    checkOrder(record);
    Position position = new Position(record.topic(), record.partition(), record.offset());
    Reading reading = reader.read(record.value(), record.timestamp());
    if (reading instanceof Reading.Invalid invalid) {
      deadLetters.add(new ExpectedDeadLetter(invalid.reason(), position));
    } else if (reading instanceof Reading.Event event) {
      fold(FoldedEvent.of(position, record.timestamp(), event), event);
    }
  }

  /**
   * Takes the next record of a partition as a dead letter, whatever it says today.
   *
   * @param reason the reason that counts for it
   * @throws IllegalArgumentException as {@link #fold(TraceRecord)} does
   */
  public void refuse(TraceRecord record, String reason) {
    checkOrder(record);
    deadLetters.add(
        new ExpectedDeadLetter(
            reason, new Position(record.topic(), record.partition(), record.offset())));
  }

  private void checkOrder(TraceRecord record) {
    String partition = record.topic() + "-" + record.partition();
    Long last = lastOffsets.put(partition, record.offset());
    if (last != null && last >= record.offset()) {
      throw new IllegalArgumentException(
          partition + ": offset " + record.offset() + " after offset " + last);
    }
  }

  private void fold(FoldedEvent folded, Reading.Event event) {
    eventCount++;
    if (event.messageId() != null) {
      at(keys.messageTrail(event.messageId())).messageTrail().add(folded);
    }
    for (String receiver : event.receivers()) {
      at(keys.receiverTrail(receiver)).receiverTrail().add(folded);
    }
    at(keys.templateTotals(event.businessId())).totals().add(folded);
  }

  private KeyEvents at(String key) {
    return events.computeIfAbsent(RedisText.of(key), unseen -> KeyEvents.none());
  }

  /** How many of the records were valid events. */
  public long eventCount() {
    return eventCount;
  }

  /** The records that were no valid events, in the order of folding. */
  public List<ExpectedDeadLetter> deadLetters() {
    return Collections.unmodifiableList(deadLetters);
  }

  /** The names of all keys that any event reaches, prefix included. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(events.keySet());
  }

  /** What the contract lets an operator choose, as chosen here. */
  public ModelRules rules() {
    return rules;
  }

  @Nullable KeyEvents eventsAt(String key) {
    return events.get(key);
  }
}
