package io.austin.stream.bench.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Events on their way into one transaction: each list gets one push, each field of a hash one
 * increment, each key one expiry, whether it needs it or not.
 */
final class CoalescedBatch {
  private static final TraceKeys KEYS = TraceKeys.unprefixed();

  private final Retention retention;
  private final Map<String, List<byte[]>> messages = new LinkedHashMap<>();
  private final Map<String, List<byte[]>> receivers = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Long>> totals = new LinkedHashMap<>();
  private int events;
  private long newest;

  CoalescedBatch(Retention retention) {
    this.retention = retention;
  }

  void add(AnchorInfo event) {
    events++;
    newest = Math.max(newest, event.getLogTimestamp());
    String messageId = event.getMessageId();
    if (messageId != null) {
      byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forMessageTrail(event));
      push(messages, KEYS.messageTrail(messageId), entry);
    }
    byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forReceiverTrail(event));
    event.getIds().forEach(receiver -> push(receivers, KEYS.receiverTrail(receiver), entry));
    totals
        .computeIfAbsent(KEYS.templateTotals(event.getBusinessId()), key -> new TreeMap<>())
        .merge(event.getState(), (long) event.getIds().size(), Long::sum);
  }

  private static void push(Map<String, List<byte[]>> trails, String key, byte[] entry) {
    trails.computeIfAbsent(key, unseen -> new ArrayList<>(2)).add(entry);
  }

  int events() {
    return events;
  }

  /** Writes each key's commands to the server that holds it, one transaction each. */
  void writeTo(List<RespWriter> servers, ToIntFunction<String> serverOf) {
    servers.forEach(RespWriter::begin);
    for (Map.Entry<String, List<byte[]>> trail : messages.entrySet()) {
      RespWriter out = servers.get(serverOf.applyAsInt(trail.getKey()));
      out.lpush(trail.getKey().getBytes(UTF_8), trail.getValue().toArray(byte[][]::new));
      out.pexpire(trail.getKey(), Retention.MESSAGE_TRAIL.toMillis());
    }
    long endOfDay = retention.receiverTrailExpiry(newest);
    for (Map.Entry<String, List<byte[]>> trail : receivers.entrySet()) {
      RespWriter out = servers.get(serverOf.applyAsInt(trail.getKey()));
      out.lpush(trail.getKey().getBytes(UTF_8), trail.getValue().toArray(byte[][]::new));
      out.pexpireAt(trail.getKey(), endOfDay);
    }
    for (Map.Entry<String, Map<Integer, Long>> total : totals.entrySet()) {
      RespWriter out = servers.get(serverOf.applyAsInt(total.getKey()));
      total
          .getValue()
          .forEach((state, count) -> out.hincrBy(total.getKey(), Integer.toString(state), count));
      out.pexpire(total.getKey(), Retention.TEMPLATE_TOTALS.toMillis());
    }
    servers.forEach(RespWriter::execute);
  }
}
