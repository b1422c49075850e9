package io.austin.stream.console.api;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.api.Answers.Business;
import io.austin.stream.console.api.Answers.MessageTrail;
import io.austin.stream.console.api.Answers.Step;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import java.util.List;
import java.util.Map;

/** Answers where a message went. */
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
    String messageId = query.text("id");
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    Lookup lookup = new Lookup(messageId);
    Lookup.Found<Trail> found =
        lookup
            .first(sources.trails()::message)
            .orElseThrow(() -> progress.noMessage(Tried.of(lookup.tried(), query.shown()::id)));
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
        query.shown().id(messageId),
        found.understood(),
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
}
