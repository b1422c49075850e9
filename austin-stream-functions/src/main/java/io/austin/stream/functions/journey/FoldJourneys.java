package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorState;
import io.austin.stream.functions.journey.MessageJourneys.Open;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the open journeys of each message and tells every change of how one stands; keyed by
 * message id. What the watermark says is the time by which journeys are stuck and end.
 *
 * <p>The first {@value #TOGETHER} receivers of a message are one value in state, each further one a
 * value of its own, so that neither a message to one receiver nor one to 100,000 is a burden. There
 * is one timer for all of them: for when the first of them changes by itself.
 */
public final class FoldJourneys extends KeyedProcessFunction<String, MessageStep, JourneyChange> {
  private static final long serialVersionUID = 1L;

  static final int TOGETHER = 256;

  private final JourneyRules rules;
  private transient @Nullable ValueState<byte[]> together;
  private transient @Nullable MapState<String, byte[]> further;
  private transient Counter tooOld = new SimpleCounter();
  private transient Counter stepsLeftOut = new SimpleCounter();
  private transient Counter negativeLatencies = new SimpleCounter();

  /** Journeys by these rules. */
  public FoldJourneys(JourneyRules rules) {
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    together =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "journeys", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    further =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "further-receivers",
                    Types.STRING,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    MetricGroup journeys = getRuntimeContext().getMetricGroup().addGroup("journeys");
    tooOld = journeys.counter("stepsTooOld");
    stepsLeftOut = journeys.counter("stepsLeftOut");
    negativeLatencies = journeys.counter("negativeLatencies");
  }

  @Override
  public void processElement(MessageStep event, Context context, Collector<JourneyChange> out)
      throws Exception {
    MessageJourneys known = MessageJourneys.fromBytes(together().value());
    MessageJourneys message = known == null ? MessageJourneys.begun(event.businessId()) : known;
    Fold fold = new Fold(message, context, out);
    if (event.businessId() < message.businessId()) {
      fold.moveTo(event.businessId());
    }
    for (String receiver : event.receivers()) {
      fold.add(event.step(), receiver);
    }
    fold.end();
  }

  /**
   * What one step makes of a journey: most receivers of a message have the same one.
   *
   * @param before what there was, {@code null} where it begins
   * @param after what there is then, {@code null} where it begins nothing
   * @param leftOut whether a step was left out for it
   * @param negative whether its latency is less than nothing by now
   * @param stood how it stood, {@code null} where it begins
   * @param stands how it stands then, {@code null} where it begins nothing
   */
  private record Turn(
      @Nullable Open before,
      @Nullable Open after,
      boolean leftOut,
      boolean negative,
      @Nullable Standing stood,
      @Nullable Standing stands) {
    boolean isOf(@Nullable Open open) {
      return before == open
          || (before != null
              && open != null
              && before.steps() == open.steps()
              && before.stuck() == open.stuck());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<JourneyChange> out)
      throws Exception {
    MessageJourneys message = MessageJourneys.fromBytes(together().value());
    if (message != null && message.timer() <= time) {
      Fold fold = new Fold(message, context, out);
      fold.look();
      fold.end();
    }
  }

  private ValueState<byte[]> together() {
    return opened(together);
  }

  private MapState<String, byte[]> further() {
    return opened(further);
  }

  private static <T> T opened(@Nullable T state) {
    if (state == null) {
      throw new IllegalStateException("open comes first");
    }
    return state;
  }

  /** What is done with one message at a time. */
  private final class Fold {
    private final MessageJourneys message;
    private final String messageId;
    private final Context context;
    private final Collector<JourneyChange> out;
    private final long now;
    private @Nullable Turn turn;
    private long wakeAt;

    Fold(MessageJourneys message, Context context, Collector<JourneyChange> out) {
      this.message = message;
      this.messageId = context.getCurrentKey();
      this.context = context;
      this.out = out;
      this.now = context.timerService().currentWatermark();
      this.wakeAt = message.timer();
    }

    void add(Step step, String receiver) throws Exception {
      Open before = find(receiver);
      Turn made = turn;
      if (made == null || !made.isOf(before)) {
        made = turn(step, before);
        turn = made;
      }
      stepsLeftOut.inc(made.leftOut ? 1 : 0);
      negativeLatencies.inc(made.negative ? 1 : 0);
      if (made.after == null || made.stands == null) {
        tooOld.inc();
      } else if (made.after != made.before) {
        put(receiver, before, made.after);
        tell(receiver, made.stood, made.stands);
      }
    }

    private Turn turn(Step step, @Nullable Open before) {
      if (before == null && opensNothing(step)) {
        return new Turn(null, null, false, false, null, null);
      }
      Journey steps = before == null ? Journey.EMPTY : before.steps();
      Journey more = steps.with(step);
      Standing stood =
          before == null ? null : Standing.of(message.businessId(), before.steps(), before.stuck());
      if (before != null && stood != null && more.equals(steps)) {
        return new Turn(before, before, !steps.contains(step), false, stood, stood);
      }
      Open after = new Open(more, before != null && staysStuck(before, more));
      wakeFor(after);
      Standing stands = Standing.of(message.businessId(), after.steps(), after.stuck());
      boolean leftOut = more.steps().size() == steps.steps().size();
      return new Turn(before, after, leftOut, becomesNegative(stood, stands), stood, stands);
    }

    /** A <em>taken in</em> of long ago, as of a replayed dead letter: its journey was given up. */
    private boolean opensNothing(Step step) {
      return step.is(AnchorState.RECEIVE) && JourneyRules.later(step.time(), rules.keep()) < now;
    }

    /** After a restart the clock is behind, so what is stuck stays so as long as it was not. */
    private boolean staysStuck(Open before, Journey after) {
      OptionalLong from = rules.stuckFrom(after);
      return before.stuck()
          && from.isPresent()
          && (from.getAsLong() <= now
              || from.getAsLong() <= rules.stuckFrom(before.steps()).orElse(Long.MIN_VALUE));
    }

    /** Counts all receivers of the message under another business id. */
    void moveTo(long businessId) throws Exception {
      long left = message.businessId();
      message.moveTo(businessId);
      message.receivers().forEach((receiver, open) -> move(receiver, open, left));
      if (message.further() == 0) {
        return;
      }
      for (Map.Entry<String, byte[]> entry : further().entries()) {
        move(entry.getKey(), MessageJourneys.openFromBytes(entry.getValue()), left);
      }
    }

    private void move(String receiver, Open open, long left) {
      tell(
          receiver,
          Standing.of(left, open.steps(), open.stuck()),
          Standing.of(message.businessId(), open.steps(), open.stuck()));
    }

    /** Looks at all receivers: who is stuck by now, and whose journey ends. */
    void look() throws Exception {
      wakeAt = MessageJourneys.NO_TIMER;
      Iterator<Map.Entry<String, Open>> first = message.receivers().entrySet().iterator();
      while (first.hasNext()) {
        Map.Entry<String, Open> entry = first.next();
        Open after = look(entry.getKey(), entry.getValue());
        if (after == null) {
          first.remove();
        } else {
          entry.setValue(after);
        }
      }
      if (message.further() > 0) {
        lookFurther();
      }
    }

    private void lookFurther() throws Exception {
      Iterator<Map.Entry<String, byte[]>> rest = further().iterator();
      while (rest.hasNext()) {
        Map.Entry<String, byte[]> entry = rest.next();
        Open before = MessageJourneys.openFromBytes(entry.getValue());
        Open after = look(entry.getKey(), before);
        if (after == null) {
          rest.remove();
          message.addFurther(-1);
        } else if (!after.equals(before)) {
          entry.setValue(MessageJourneys.toBytes(after));
        }
      }
    }

    /** What is left of a journey at this time; {@code null} where it has ended. */
    private @Nullable Open look(String receiver, Open open) {
      Standing stands = Standing.of(message.businessId(), open.steps(), open.stuck());
      if (rules.endsAt(open.steps()) <= now) {
        if (!stands.outcome().isResult()) {
          tell(receiver, stands, stands.withoutResult());
        }
        return null;
      }
      Open after = open;
      OptionalLong from = rules.stuckFrom(open.steps());
      if (!open.stuck() && from.isPresent() && from.getAsLong() <= now) {
        after = new Open(open.steps(), true);
        tell(receiver, stands, Standing.of(message.businessId(), open.steps(), true));
      }
      wakeFor(after);
      return after;
    }

    private @Nullable Open find(String receiver) throws Exception {
      Open open = message.receivers().get(receiver);
      if (open != null || message.further() == 0) {
        return open;
      }
      byte[] bytes = further().get(receiver);
      return bytes == null ? null : MessageJourneys.openFromBytes(bytes);
    }

    private void put(String receiver, @Nullable Open before, Open after) throws Exception {
      Map<String, Open> receivers = message.receivers();
      if (before == null ? receivers.size() < TOGETHER : receivers.containsKey(receiver)) {
        receivers.put(receiver, after);
      } else {
        further().put(receiver, MessageJourneys.toBytes(after));
        message.addFurther(before == null ? 1 : 0);
      }
    }

    private void wakeFor(Open open) {
      long end = rules.endsAt(open.steps());
      long next = open.stuck() ? end : Math.min(end, rules.stuckFrom(open.steps()).orElse(end));
      wakeAt = Math.min(wakeAt, next);
    }

    private boolean becomesNegative(@Nullable Standing stood, Standing stands) {
      Latency latency = stands.latency();
      return latency != null
          && latency.millis() < 0
          && (stood == null || !latency.equals(stood.latency()));
    }

    private void tell(String receiver, @Nullable Standing before, Standing after) {
      if (!after.equals(before)) {
        out.collect(new JourneyChange(messageId, receiver, before, after));
      }
    }

    /** Puts the message into state, or takes it out, and sets its timer. */
    void end() throws Exception {
      if (message.isEmpty()) {
        together().clear();
        return;
      }
      if (wakeAt != message.timer()) {
        message.wakeAt(wakeAt);
        context.timerService().registerEventTimeTimer(wakeAt);
      }
      together().update(message.toBytes());
    }
  }
}
