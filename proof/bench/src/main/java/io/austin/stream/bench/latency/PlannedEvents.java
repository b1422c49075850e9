package io.austin.stream.bench.latency;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.event.EventGenerator;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events encoded before they are due, so that sending them costs little, and which of them are
 * looked for in Redis: some that begin a message, whose trail is not there before. They lie in
 * blocks: to look through millions of arrays would keep the collector at work while they are sent.
 */
final class PlannedEvents {
  private static final TraceKeys KEYS = TraceKeys.unprefixed();
  private static final int BLOCK_BYTES = 16 << 20;

  private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
  private final Map<Integer, String> probes = new HashMap<>();

  private final int count;

  private PlannedEvents(int count) {
    this.count = count;
  }

  /** So many events, one in so many of them looked for. */
  static PlannedEvents of(EventGenerator events, int count, int probeEvery) {
    PlannedEvents planned = new PlannedEvents(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      AnchorInfo event = events.next();
      planned.add(AnchorInfoCodec.write(event));
      String messageId = event.getMessageId();
      if (i >= next && messageId != null && event.getState() == AnchorState.RECEIVE.getCode()) {
        planned.probes.put(i, KEYS.messageTrail(messageId));
        next = i + probeEvery;
      }
    }
    planned.blocks.forEach(ByteBuffer::flip);
    return planned;
  }

  private void add(byte[] value) {
    int bytes = Integer.BYTES + value.length;
    if (blocks.isEmpty() || blocks.getLast().remaining() < bytes) {
      blocks.add(ByteBuffer.allocate(Math.max(BLOCK_BYTES, bytes)));
    }
    blocks.getLast().putInt(value.length).put(value);
  }

  int count() {
    return count;
  }

  /** Takes the next event out. */
  byte[] next() {
    if (!blocks.getFirst().hasRemaining()) {
      blocks.removeFirst();
    }
    ByteBuffer block = blocks.getFirst();
    byte[] value = new byte[block.getInt()];
    block.get(value);
    return value;
  }

  /** The key that shows this event; {@code null} where it is not looked for. */
  @Nullable String probe(int index) {
    return probes.get(index);
  }
}
