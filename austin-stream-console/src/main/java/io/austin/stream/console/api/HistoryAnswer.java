package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Message;
import io.austin.stream.console.api.Answers.ReceiverForm;
import io.austin.stream.console.history.Archive;
import io.austin.stream.console.history.ArchivedEvents;
import io.austin.stream.console.history.Timeline;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.SentMessages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a receiver got on the days of the archive and today, in one timeline. A day shows
 * its own steps, as that of today does: what was held at night is in two of them.
 */
final class HistoryAnswer {
  private static final int DAYS = 90;
  private static final int MAX_DAYS = 3660;
  private static final int LIMIT = 400;
  private static final int MAX_LIMIT = 1000;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final ReceiverAnswer receivers;

  HistoryAnswer(Sources sources, Words words, StreamProgress progress, ReceiverAnswer receivers) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.receivers = receivers;
  }

  record History(
      String receiver,
      String sealed,
      String asked,
      String understood,
      List<ReceiverForm> alternatives,
      String from,
      List<Day> timeline,
      boolean truncated,
      @Nullable Long next,
      Known archive,
      Freshness freshness) {}

  /** What a receiver got on a day, or the newer part of it. */
  record Day(String day, List<Message> messages) {}

  /** Up to which time of events the archive has come. */
  record Known(@Nullable Long until, @Nullable String untilTime, @Nullable Gap gap) {}

  /** What the archive does not have so far, and Redis no more. */
  record Gap(long from, String fromTime, long to, String toTime) {}

  History answer(Query query) {
    String receiver = query.receiver("id");
    Shown shown = query.shown();
    Lookup lookup = new Lookup(receiver);
    int days = query.integer("days", DAYS, 1, MAX_DAYS);
    long before = query.moment("before").orElse(Long.MAX_VALUE);
    int limit = query.integer("limit", LIMIT, 1, MAX_LIMIT);
    Archive archive =
        sources
            .archive()
            .orElseThrow(
                () ->
                    ApiException.of(
                        404,
                        "no_archive",
                        "There is no archive here: console.archive names none."));
    LocalDate from = LocalDate.now(sources.clock()).minusDays(days - 1L);

    List<Lookup.Found<Trail>> inRedis = lookup.all(sources.trails()::beginningsOfReceivers);
    List<String> forms = inRedis.isEmpty() ? lookup.tried() : List.of(inRedis.get(0).id());
    ArchivedEvents archived = archive.ofReceiver(forms, before, from, limit);
    List<SimpleAnchorInfo> events =
        Timeline.joined(archived.newestFirst(), today(inRedis, archived.next(), before));
    if (events.isEmpty() && before == Long.MAX_VALUE) {
      throw progress.noHistory(Tried.of(lookup.tried(), shown::receiver), days);
    }
    return new History(
        shown.receiver(archived.id()),
        shown.sealed(archived.id()),
        shown.receiver(receiver),
        lookup
            .first(form -> form.equals(archived.id()) ? Optional.of(form) : Optional.empty())
            .map(Lookup.Found::understood)
            .orElseThrow(),
        inRedis.stream()
            .skip(1)
            .map(form -> new ReceiverForm(shown.receiver(form.id()), shown.sealed(form.id())))
            .toList(),
        from.toString(),
        byDay(events),
        archived.isCutOff(),
        archived.next().isPresent() ? archived.next().getAsLong() : null,
        known(archived.knownUntil()),
        progress.freshness());
  }

  /** What of the first form's trail is of this page. */
  private List<SimpleAnchorInfo> today(
      List<Lookup.Found<Trail>> inRedis, OptionalLong next, long before) {
    return inRedis.stream()
        .limit(1)
        .flatMap(form -> sources.trails().wholeOfReceiver(form.id(), form.value()).stream())
        .flatMap(trail -> trail.newestFirst().stream())
        .filter(event -> event.getTimestamp() < before)
        .filter(event -> next.isEmpty() || event.getTimestamp() >= next.getAsLong())
        .toList();
  }

  private List<Day> byDay(List<SimpleAnchorInfo> newestFirst) {
    ZoneId zone = sources.clock().getZone();
    Map<LocalDate, List<SimpleAnchorInfo>> days = new LinkedHashMap<>();
    for (SimpleAnchorInfo event : newestFirst) {
      LocalDate day = Instant.ofEpochMilli(event.getTimestamp()).atZone(zone).toLocalDate();
      days.computeIfAbsent(day, unused -> new ArrayList<>()).add(event);
    }
    List<Day> said = new ArrayList<>();
    days.forEach(
        (day, events) -> {
          List<MessageSteps> messages = MessageSteps.groups(events);
          said.add(
              new Day(day.toString(), receivers.messages(messages, SentMessages.among(messages))));
        });
    return said;
  }

  private Known known(OptionalLong until) {
    if (until.isEmpty()) {
      return new Known(null, null, null);
    }
    long at = until.getAsLong();
    long today =
        LocalDate.now(sources.clock())
            .atStartOfDay(sources.clock().getZone())
            .toInstant()
            .toEpochMilli();
    return new Known(
        at,
        words.time(at),
        at < today ? new Gap(at, words.time(at), today, words.time(today)) : null);
  }
}
