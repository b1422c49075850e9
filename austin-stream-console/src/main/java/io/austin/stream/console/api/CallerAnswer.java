package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.CallersMessage;
import io.austin.stream.console.api.Answers.CallersMessages;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what became of the messages of one of the caller's ids. */
final class CallerAnswer {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;

  CallerAnswer(Sources sources, Words words, StreamProgress progress) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
  }

  CallersMessages answer(Query query) {
    String bizId = query.text("id");
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    Lookup lookup = new Lookup(bizId);
    Lookup.Found<Trail> found =
        lookup
            .first(sources.trails()::caller)
            .orElseThrow(() -> progress.noCaller(Tried.of(lookup.tried(), query.shown()::id)));
    Trail trail = found.value();
    List<SimpleAnchorInfo> all = newestFirst(trail);
    return new CallersMessages(
        query.shown().id(found.id()),
        query.shown().id(bizId),
        found.understood(),
        trail.isCutOff(),
        page.page(all.size()),
        messages(page.of(all)),
        progress.freshness());
  }

  /** Each message once, as it was first taken in; what was held is taken in once more. */
  private static List<SimpleAnchorInfo> newestFirst(Trail trail) {
    Map<String, SimpleAnchorInfo> first = new LinkedHashMap<>();
    for (SimpleAnchorInfo entry : trail.newestFirst()) {
      String messageId = entry.getMessageId();
      if (messageId != null) {
        first.merge(messageId, entry, CallerAnswer::earlier);
      }
    }
    List<SimpleAnchorInfo> messages = new ArrayList<>(first.values());
    messages.sort(Comparator.comparingLong(SimpleAnchorInfo::getTimestamp).reversed());
    return messages;
  }

  private static SimpleAnchorInfo earlier(SimpleAnchorInfo one, SimpleAnchorInfo other) {
    return other.getTimestamp() <= one.getTimestamp() ? other : one;
  }

  private List<CallersMessage> messages(List<SimpleAnchorInfo> takenIn) {
    Map<String, MessageSteps> known = steps(takenIn);
    Map<Long, Template> templates =
        words.templates(takenIn.stream().map(SimpleAnchorInfo::getBusinessId).distinct().toList());
    return takenIn.stream()
        .map(entry -> message(entry, known.get(entry.getMessageId()), templates))
        .toList();
  }

  private Map<String, MessageSteps> steps(List<SimpleAnchorInfo> takenIn) {
    List<String> ids = takenIn.stream().map(SimpleAnchorInfo::getMessageId).toList();
    Map<String, MessageSteps> steps = new HashMap<>();
    sources
        .trails()
        .beginningsOfMessages(ids)
        .forEach(
            (id, beginning) ->
                sources
                    .trails()
                    .wholeOfMessage(id, beginning)
                    .ifPresent(trail -> steps.put(id, MessageSteps.ofTrail(trail.newestFirst()))));
    return steps;
  }

  private CallersMessage message(
      SimpleAnchorInfo takenIn, @Nullable MessageSteps steps, Map<Long, Template> templates) {
    Template template = templates.get(takenIn.getBusinessId());
    return new CallersMessage(
        String.valueOf(takenIn.getMessageId()),
        steps == null ? null : steps.outcome().code(),
        steps == null ? null : words.state(steps.decisive().getState(), template),
        String.valueOf(takenIn.getBusinessId()),
        template,
        takenIn.getTimestamp(),
        words.time(takenIn.getTimestamp()),
        steps == null ? null : steps.duration(),
        steps == null ? null : words.channelCode(steps, templates));
  }
}
