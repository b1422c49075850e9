package io.austin.stream.functions.redis.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.EventBounds;
import io.austin.stream.common.Retention;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.common.WhiteSpace;
import io.austin.stream.functions.redis.views.Templates.DayOfTemplate;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows beyond the three views: the templates of a day, each template by minute,
 * and its distinct receivers; and the messages of each of the caller's ids. They are bounded: only
 * business ids that say their day, only that day's minutes, only austin's own states; a caller's
 * messages as trails are.
 */
public final class ConsoleViews {
  private static final Expiry DETAILS = Expiry.after(Retention.TEMPLATE_DETAILS);
  private static final int RECEIVE = AnchorState.RECEIVE.getCode();
  private static final long MILLIS_PER_MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final Set<Integer> STATES =
      Arrays.stream(AnchorState.values()).map(AnchorState::getCode).collect(Collectors.toSet());

  private final TraceKeys keys;
  private final Expiry templates;
  private final Expiry callerTrail;

  public ConsoleViews(TraceKeys keys, Retention retention) {
    this.keys = keys;
    this.templates = Expiry.after(retention.templateTotals());
    this.callerTrail = Expiry.after(retention.messageTrail());
  }

  /**
   * Writes an event.
   *
   * @param template on its day; {@code null} where the business id says none
   */
  void show(AnchorInfo event, @Nullable DayOfTemplate template, ViewWriter writes) {
    if (event.getState() == RECEIVE) {
      showToCaller(event, writes);
    }
    if (template != null) {
      showOfDay(event, template, writes);
    }
  }

  private void showToCaller(AnchorInfo event, ViewWriter writes) {
    String caller = event.getBizId();
    String messageId = event.getMessageId();
    // Where the caller gave no id, austin has put the message's own in its place.
    if (caller != null && messageId != null && !caller.equals(messageId) && isListed(caller)) {
      byte[] entry = SimpleAnchorInfoCodec.write(SimpleAnchorInfo.forReceiverTrail(event));
      writes.push(keys.callerTrail(caller), entry, callerTrail);
    }
  }

  /** Whether it is an id as messages have one: what is longer, or blank, is no name of a key. */
  private static boolean isListed(String caller) {
    return caller.length() <= EventBounds.MESSAGE_ID_BYTES
        && caller.getBytes(UTF_8).length <= EventBounds.MESSAGE_ID_BYTES
        && !WhiteSpace.isBlank(caller);
  }

  private void showOfDay(AnchorInfo event, DayOfTemplate template, ViewWriter writes) {
    int state = event.getState();
    int receivers = event.getIds().size();
    if (state == RECEIVE) {
      writes.raise(template.templates(), template.businessId(), receivers, templates);
    }
    if (STATES.contains(state)) {
      long timestamp = event.getLogTimestamp();
      if (timestamp >= template.start() && timestamp < template.end()) {
        long minute = (timestamp - template.start()) / MILLIS_PER_MINUTE;
        writes.increment(template.minutes(), minute + ":" + state, receivers, DETAILS);
      }
      String distinct = keys.templateReceivers(event.getBusinessId(), state);
      writes.count(distinct, event.getIds(), DETAILS);
    }
  }
}
