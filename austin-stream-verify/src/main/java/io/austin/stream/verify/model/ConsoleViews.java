package io.austin.stream.verify.model;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.TraceKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the keys must hold that only the console reads. All of it follows from the events at the
 * other keys, so that nothing more need be remembered: the distinct receivers of a template are
 * those whose trails it reaches, and those who have none.
 */
final class ConsoleViews {
  private static final int DIGITS = 16;

  private final ZoneId zone;
  private final Duration retention;
  private final TraceKeys keys;
  private final Restriction restriction;
  private final Map<String, ConsoleView> views = new HashMap<>();
  private final Map<Long, Optional<LocalDate>> days = new HashMap<>();
  private final Map<TemplateState, Optional<String>> receiverKeys = new HashMap<>();

  private ConsoleViews(ModelRules rules, Restriction restriction) {
    this.zone = rules.zone();
    this.retention = rules.templateRetention();
    this.keys = TraceKeys.withPrefix(rules.keyPrefix());
    this.restriction = restriction;
  }

  /** The views of those of the model's events that are to show. */
  static ConsoleViews of(ReferenceModel model, Restriction restriction) {
    ConsoleViews expected = new ConsoleViews(model.rules(), restriction);
    for (String key : model.keys()) {
      KeyEvents events = model.eventsAt(key);
      if (events != null) {
        events.totals().forEach(expected::countTotals);
        expected.countReceiver(events.receiverTrail());
      }
    }
    model.withoutTrail().forEach(expected::countReceiver);
    return expected;
  }

  /** Every view that any event shows in. */
  Collection<ConsoleView> all() {
    return Collections.unmodifiableCollection(views.values());
  }

  /** The view at the key; {@code null} where no event shows there. */
  @Nullable ConsoleView at(String key) {
    return views.get(key);
  }

  /** Whether the key is named like one of these views. */
  boolean isNamedLikeOne(String key) {
    return key.startsWith(keys.own("Templates:"))
        || key.startsWith(keys.own("Minutes:"))
        || key.startsWith(keys.own("Receivers:"));
  }

  private void countTotals(FoldedEvent event) {
    LocalDate day = dayOf(event.businessId()).orElse(null);
    if (day == null) {
      return;
    }
    if (event.state() == AnchorState.RECEIVE.getCode()) {
      add(
          keys.templatesOf(day),
          key -> ConsoleView.templates(key, retention),
          Long.toString(event.businessId()),
          event);
    }
    ZonedDateTime time = Instant.ofEpochMilli(event.time()).atZone(zone);
    if (AnchorState.of(event.state()).isPresent() && time.toLocalDate().equals(day)) {
      long minute = ChronoUnit.MINUTES.between(day.atStartOfDay(zone), time);
      add(
          keys.templateMinutes(event.businessId()),
          ConsoleView::minutes,
          minute + ":" + event.state(),
          event);
    }
  }

  private void add(String key, Function<String, ConsoleView> kind, String name, FoldedEvent event) {
    if (restriction.applies(event.position(), key)) {
      views.computeIfAbsent(key, kind).add(name, event);
    }
  }

  /** Takes all events of one receiver, who counts once in each of the views. */
  private void countReceiver(Collection<FoldedEvent> events) {
    Set<ConsoleView> counted = new HashSet<>();
    for (FoldedEvent event : events) {
      String key = receiversOf(event).orElse(null);
      if (key != null && restriction.applies(event.position(), key)) {
        ConsoleView view = views.computeIfAbsent(key, ConsoleView::receivers);
        view.written(event);
        if (counted.add(view)) {
          view.addDistinct();
        }
      }
    }
  }

  private Optional<String> receiversOf(FoldedEvent event) {
    return receiverKeys.computeIfAbsent(
        new TemplateState(event.businessId(), event.state()),
        it ->
            dayOf(it.businessId()).isPresent() && AnchorState.of(it.state()).isPresent()
                ? Optional.of(keys.templateReceivers(it.businessId(), it.state()))
                : Optional.empty());
  }

  private Optional<LocalDate> dayOf(long businessId) {
    return days.computeIfAbsent(businessId, ConsoleViews::lastEightDigits);
  }

  private static Optional<LocalDate> lastEightDigits(long businessId) {
    int date = (int) (businessId % 100_000_000);
    if (Long.toString(businessId).length() != DIGITS || date < 1_00_00) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(date / 1_00_00, date / 1_00 % 1_00, date % 1_00));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private record TemplateState(long businessId, int state) {}
}
