package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Business;
import io.austin.stream.console.api.Answers.MessageTrail;
import io.austin.stream.console.api.Answers.Step;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.history.ArchiveException;
import io.austin.stream.console.history.ArchivedEvents;
import io.austin.stream.console.history.Timeline;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.redis.TrailReader;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.StateKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Answers where a message went; what Redis has forgotten, from the archive. */
final class MessageAnswer {
  private static final int LIMIT = 200;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_TEMPLATES = 20;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;

  MessageAnswer(Sources sources, Words words, StreamProgress progress) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
  }

  MessageTrail answer(Query query) {
    String messageId = query.searched("id");
    Shown shown = query.shown();
    // Whoever sends a sealed search is not to learn what it was.
    UnaryOperator<String> form = messageId.equals(query.text("id")) ? shown::id : shown::receiver;
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    Lookup lookup = new Lookup(messageId);
    Optional<Lookup.Found<Trail>> inRedis = lookup.first(sources.trails()::message);
    Lookup.Found<Trail> found =
        inRedis
            .map(this::withBeginning)
            .or(() -> archived(lookup))
            .orElseThrow(() -> progress.noMessage(Tried.of(lookup.tried(), form)));
    Trail trail = found.value();
    MessageSteps message = MessageSteps.ofTrail(trail.newestFirst());
    List<Long> ids =
        trail.newestFirst().stream()
            .map(SimpleAnchorInfo::getBusinessId)
            .distinct()
            .limit(MAX_TEMPLATES)
            .toList();
    Map<Long, Template> templates = words.templates(ids);
    List<Step> steps = Steps.of(message.steps(), templates, words);
    SimpleAnchorInfo decisive = message.decisive();
    return new MessageTrail(
        found.id(),
        form.apply(messageId),
        found.understood(),
        inRedis.filter(found::equals).isEmpty(),
        message.outcome().code(),
        words.state(decisive.getState(), templates.get(decisive.getBusinessId())),
        message.beganAt(),
        words.time(message.beganAt()),
        message.duration(),
        ids.stream().map(id -> new Business(String.valueOf(id), templates.get(id))).toList(),
        words.channelCode(message, templates),
        trail.isCutOff(),
        page.page(steps.size()),
        page.of(steps),
        progress.freshness());
  }

  /**
   * Of a message that began so long before its newest step that Redis had forgotten it, as one that
   * is clicked after days, what the archive has too.
   */
  private Lookup.Found<Trail> withBeginning(Lookup.Found<Trail> inRedis) {
    List<SimpleAnchorInfo> steps = inRedis.value().newestFirst();
    if (steps.stream().anyMatch(step -> StateKind.of(step.getState()) == StateKind.RECEIVED)) {
      return inRedis;
    }
    try {
      return archived(new Lookup(inRedis.id()))
          .filter(archived -> archived.id().equals(inRedis.id()))
          .map(archived -> Timeline.joined(archived.value().newestFirst(), steps))
          .map(all -> inRedis.with(new Trail(all, all.size())))
          .orElse(inRedis);
    } catch (ArchiveException silent) {
      return inRedis; // as without an archive
    }
  }

  /** What the archive has of it, in the form of a trail. */
  private Optional<Lookup.Found<Trail>> archived(Lookup lookup) {
    Optional<ArchivedEvents> events =
        sources
            .archive()
            .map(archive -> archive.ofMessage(lookup.tried(), TrailReader.MAX_ENTRIES))
            .filter(it -> !it.newestFirst().isEmpty());
    return events.flatMap(
        it ->
            lookup.first(
                form ->
                    form.equals(it.id())
                        ? Optional.of(new Trail(it.newestFirst(), it.newestFirst().size()))
                        : Optional.empty()));
  }
}
