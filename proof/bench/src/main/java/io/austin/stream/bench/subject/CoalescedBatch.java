package io.austin.stream.bench.subject;

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
import redis.clients.jedis.Protocol.Command;

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

  void writeTo(RespWriter out) {
    int commands = 2 * (messages.size() + receivers.size()) + totals.size();
    out.begin();
    for (Map.Entry<String, List<byte[]>> trail : messages.entrySet()) {
      out.push(trail.getKey(), trail.getValue());
      out.expire(Command.PEXPIRE, trail.getKey(), Retention.MESSAGE_TRAIL.toMillis());
    }
    long endOfDay = retention.receiverTrailExpiry(newest);
    for (Map.Entry<String, List<byte[]>> trail : receivers.entrySet()) {
      out.push(trail.getKey(), trail.getValue());
      out.expire(Command.PEXPIREAT, trail.getKey(), endOfDay);
    }
    for (Map.Entry<String, Map<Integer, Long>> total : totals.entrySet()) {
      for (Map.Entry<Integer, Long> field : total.getValue().entrySet()) {
        out.increment(total.getKey(), field.getKey(), field.getValue());
      }
      commands += total.getValue().size();
      out.expire(Command.PEXPIRE, total.getKey(), Retention.TEMPLATE_TOTALS.toMillis());
    }
    out.execute(commands);
  }
}
