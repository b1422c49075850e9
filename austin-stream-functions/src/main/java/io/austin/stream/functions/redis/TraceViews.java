package io.austin.stream.functions.redis;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;

/**
 * The three views of an event: its message's trail, its receivers' trails, its template's totals.
 */
final class TraceViews {
  private static final Expiry MESSAGE_TRAIL = Expiry.after(Retention.MESSAGE_TRAIL);
  private static final Expiry TEMPLATE_TOTALS = Expiry.after(Retention.TEMPLATE_TOTALS);

  private final TraceKeys keys;
  private final Retention retention;
  private final WriterMetrics metrics;

  TraceViews(TraceKeys keys, Retention retention, WriterMetrics metrics) {
    this.keys = keys;
    this.retention = retention;
    this.metrics = metrics;
  }

  /** Writes the event to every view that shows it. */
  void show(AnchorInfo event, Writes writes) {
    String messageId = event.getMessageId();
    if (messageId != null) {
      byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forMessageTrail(event));
      writes.push(keys.messageTrail(messageId), entry, MESSAGE_TRAIL);
    }
    if (event.getLogTimestamp() >= retention.startOfToday()) {
      showToReceivers(event, writes);
    } else {
      metrics.staleForReceiverTrail();
    }
    writes.increment(
        keys.templateTotals(event.getBusinessId()),
        Integer.toString(event.getState()),
        event.getIds().size(),
        TEMPLATE_TOTALS);
  }

  private void showToReceivers(AnchorInfo event, Writes writes) {
    byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forReceiverTrail(event));
    Expiry expiry = Expiry.at(retention.receiverTrailExpiry(event.getLogTimestamp()));
    for (String receiver : event.getIds()) {
      String trail = keys.receiverTrail(receiver);
      if (keys.isOwn(trail)) {
        // Whoever could name a receiver like a fence could make the fence expire.
        metrics.commandRefused();
      } else {
        writes.push(trail, entry, expiry);
      }
    }
  }
}
