package io.austin.stream.verify.model;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
  private final Consumer<KnownEvent> listener;
  private final Map<String, KeyEvents> events = new HashMap<>();
  private final Map<String, List<FoldedEvent>> withoutTrail = new HashMap<>();
  private final Map<String, Long> lastOffsets = new HashMap<>();
  private final List<ExpectedDeadLetter> deadLetters = new ArrayList<>();
  private long eventCount;

  /** A model of an empty topic. */
  public ReferenceModel(ModelRules rules) {
    this(rules, event -> {});
  }

  /**
   * A model of an empty topic that passes on every event which it folds.
   *
   * @param listener takes them in the order of folding
   */
  public ReferenceModel(ModelRules rules, Consumer<KnownEvent> listener) {
    this.rules = rules;
    this.listener = listener;
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
      listener.accept(
          new KnownEvent(
              position,
              record.timestamp(),
              event.businessId(),
              event.receivers(),
              event.state(),
              event.time(),
              event.messageId()));
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
      receiverTrail(receiver).add(folded);
    }
    at(keys.templateTotals(event.businessId())).totals().add(folded);
    String caller = ContractReader.listedCaller(event);
    if (rules.consoleViews() && caller != null) {
      at(keys.own("Caller:" + caller)).callerTrail().add(folded);
    }
  }

  private List<FoldedEvent> receiverTrail(String receiver) {
    String key = keys.receiverTrail(receiver);
    boolean reserved = holds(key, "Austin:Stream:") || holds(key, "Austin:MessageId:");
    return reserved
        ? withoutTrail.computeIfAbsent(key, unseen -> new ArrayList<>(1))
        : at(key).receiverTrail();
  }

  /** Whether the receiver's part of a key has a share in the name. */
  private boolean holds(String key, String name) {
    int last = key.lastIndexOf(name);
    return last >= 0 && last + name.length() > rules.keyPrefix().length();
  }

  private KeyEvents at(String key) {
    return events.computeIfAbsent(key, unseen -> KeyEvents.none());
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

  /** The events of each receiver who is named like a reserved key: they have no trail. */
  Collection<List<FoldedEvent>> withoutTrail() {
    return withoutTrail.values();
  }

  @Nullable KeyEvents eventsAt(String key) {
    return events.get(key);
  }
}
