package io.austin.stream.functions.redis.views;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import org.jspecify.annotations.Nullable;

/**
 * The views of an event: its message's trail, its receivers' trails, its template's totals, and
 * what the console shows beside them.
 */
public final class TraceViews {
  private final TraceKeys keys;
  private final Retention retention;
  private final Expiry messageTrail;
  private final Expiry templateTotals;
  private final Templates templates;
  private final @Nullable ConsoleViews console;
  private final ViewMetrics metrics;

  /**
   * The three views.
   *
   * @param console the console's own; {@code null} to leave them out
   */
  public TraceViews(
      TraceKeys keys, Retention retention, @Nullable ConsoleViews console, ViewMetrics metrics) {
    this.keys = keys;
    this.retention = retention;
    this.messageTrail = Expiry.after(retention.messageTrail());
    this.templateTotals = Expiry.after(retention.templateTotals());
    this.templates = new Templates(keys, retention.zone());
    this.console = console;
    this.metrics = metrics;
  }

  /** Writes the event to every view that shows it. */
  public void show(AnchorInfo event, ViewWriter writes) {
    String messageId = event.getMessageId();
    if (messageId != null) {
      byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forMessageTrail(event));
      writes.push(keys.messageTrail(messageId), entry, messageTrail);
    }
    if (event.getLogTimestamp() >= retention.startOfToday()) {
      showToReceivers(event, writes);
    } else {
      metrics.staleForReceiverTrail();
    }
    Templates.Template template = templates.of(event.getBusinessId());
    writes.increment(
        template.totals(),
        Integer.toString(event.getState()),
        event.getIds().size(),
        templateTotals);
    if (console != null) {
      console.show(event, template.day(), writes);
    }
  }

  private void showToReceivers(AnchorInfo event, ViewWriter writes) {
    byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forReceiverTrail(event));
    Expiry expiry = Expiry.at(retention.receiverTrailExpiry(event.getLogTimestamp()));
    for (String receiver : event.getIds()) {
      if (keys.isReserved(receiver)) {
        metrics.receiverReserved();
      } else {
        writes.push(keys.receiverTrail(receiver), entry, expiry);
      }
    }
  }
}
