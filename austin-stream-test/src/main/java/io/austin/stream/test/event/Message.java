package io.austin.stream.test.event;

import io.austin.stream.common.AnchorInfo;
import java.util.Set;

/** A message on its way: what all of its events share, and the steps that it will take. */
final class Message {
  private final String id;
  private final String bizId;
  private final long businessId;
  private final Set<String> receivers;
  private final int[] steps;
  private int next;

  Message(String id, String bizId, long businessId, Set<String> receivers, int[] steps) {
    this.id = id;
    this.bizId = bizId;
    this.businessId = businessId;
    this.receivers = receivers;
    this.steps = steps;
  }

  AnchorInfo nextStep(long now) {
    return AnchorInfo.builder()
        .bizId(bizId)
        .businessId(businessId)
        .ids(receivers)
        .logTimestamp(now)
        .messageId(id)
        .state(steps[next++])
        .build();
  }

  boolean isOver() {
    return next == steps.length;
  }
}
