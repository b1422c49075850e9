package io.austin.stream.verify.model;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.test.event.Events;
import java.util.HashMap;
import java.util.Map;

/** A model that is told events one by one and gives them offsets. */
final class ModelOfRecords {
  static final String TOPIC = "austinTraceLog";

  private final ReferenceModel model;
  private final Map<Integer, Long> offsets = new HashMap<>();

  ModelOfRecords() {
    this(ModelRules.in(Events.ZONE));
  }

  ModelOfRecords(ModelRules rules) {
    model = new ReferenceModel(rules);
  }

  /** The next records of partition 0. */
  ModelOfRecords fold(AnchorInfo... events) {
    for (AnchorInfo event : events) {
      fold(0, event);
    }
    return this;
  }

  ModelOfRecords fold(int partition, AnchorInfo event) {
    return fold(partition, Events.NOON.toEpochMilli(), Events.bytes(event));
  }

  ModelOfRecords fold(int partition, long recordTimestamp, byte[] value) {
    long offset = offsets.merge(partition, 1L, Long::sum) - 1;
    model.fold(new TraceRecord(TOPIC, partition, offset, recordTimestamp, value));
    return this;
  }

  ReferenceModel model() {
    return model;
  }
}
