package io.austin.stream.local.bench.latency;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.event.EventGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events encoded before they are due, so that sending them costs little, and which of them are
 * looked for in Redis: some that begin a message, whose trail is not there before.
 */
final class PlannedEvents {
  private static final TraceKeys KEYS = TraceKeys.unprefixed();

  private final List<byte[]> values = new ArrayList<>();
  private final Map<Integer, String> probes = new HashMap<>();

  private PlannedEvents() {}

  /** So many events, one in so many of them looked for. */
  static PlannedEvents of(EventGenerator events, int count, int probeEvery) {
    PlannedEvents planned = new PlannedEvents();
    int next = 0;
    for (int i = 0; i < count; i++) {
      AnchorInfo event = events.next();
      planned.values.add(AnchorInfoCodec.write(event));
      String messageId = event.getMessageId();
      if (i >= next && messageId != null && event.getState() == AnchorState.RECEIVE.getCode()) {
        planned.probes.put(i, KEYS.messageTrail(messageId));
        next = i + probeEvery;
      }
    }
    return planned;
  }

  int count() {
    return values.size();
  }

  byte[] value(int index) {
    return values.get(index);
  }

  /** The key that shows this event; {@code null} where it is not looked for. */
  @Nullable String probe(int index) {
    return probes.get(index);
  }
}
