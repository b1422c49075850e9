package io.austin.stream.functions.redis.views;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.views.Templates.DayOfTemplate;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What the console shows beyond the three views: the templates of a day, each template by minute,
 * and its distinct receivers. They are bounded: only business ids that say their day, only that
 * day's minutes, only austin's own states.
 */
public final class ConsoleViews {
  private static final Expiry DETAILS = Expiry.after(Retention.TEMPLATE_DETAILS);
  private static final int RECEIVE = AnchorState.RECEIVE.getCode();
  private static final long MILLIS_PER_MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final Set<Integer> STATES =
      Arrays.stream(AnchorState.values()).map(AnchorState::getCode).collect(Collectors.toSet());

  private final TraceKeys keys;
  private final Expiry templates;

  public ConsoleViews(TraceKeys keys, Retention retention) {
    this.keys = keys;
    this.templates = Expiry.after(retention.templateTotals());
  }

  /** Writes an event of a template on its day. */
  void show(AnchorInfo event, DayOfTemplate template, ViewWriter writes) {
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
