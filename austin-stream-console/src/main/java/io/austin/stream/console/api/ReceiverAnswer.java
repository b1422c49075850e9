package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Earlier;
import io.austin.stream.console.api.Answers.Message;
import io.austin.stream.console.api.Answers.ReceiverDay;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.Outcome;
import io.austin.stream.console.trace.SentMessages;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what a receiver got today. */
final class ReceiverAnswer {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;

  ReceiverAnswer(Sources sources, Words words, StreamProgress progress) {
    this.sources = sources;
    this.words = words;
    this.progress = progress;
  }

  ReceiverDay answer(Query query) {
    String receiver = query.text("id");
    Set<Outcome> wanted = outcomes(query);
    Optional<String> messageId = query.textIfGiven("message");
    PageRequest page = query.page(LIMIT, MAX_LIMIT);
    Lookup.Found<Trail> found = find(receiver, messageId);
    Trail trail = found.value();
    List<MessageSteps> all = MessageSteps.groups(trail.newestFirst());
    List<MessageSteps> some =
        all.stream()
            .filter(message -> wanted.contains(message.outcome()))
            .filter(message -> messageId.isEmpty() || messageId.get().equals(message.messageId()))
            .toList();
    return new ReceiverDay(
        found.id(),
        found.understood(),
        totals(all),
        trail.isCutOff(),
        page.page(some.size()),
        messages(page.of(some), SentMessages.among(all)),
        progress.freshness());
  }

  /** The first form of the receiver that has the message, if one is wanted, else that is there. */
  private Lookup.Found<Trail> find(String receiver, Optional<String> messageId) {
    Lookup lookup = new Lookup(receiver);
    return messageId
        .flatMap(
            wanted ->
                lookup.first(id -> sources.trails().receiver(id).filter(it -> it.has(wanted))))
        .or(() -> lookup.first(sources.trails()::receiver))
        .orElseThrow(() -> progress.noReceiver(lookup.tried()));
  }

  private static Set<Outcome> outcomes(Query query) {
    Set<Outcome> wanted = EnumSet.noneOf(Outcome.class);
    for (String word : query.words("outcome")) {
      wanted.add(
          Outcome.ofCode(word)
              .orElseThrow(() -> ApiException.invalid("outcome", "must be of " + codes() + ".")));
    }
    return wanted.isEmpty() ? EnumSet.allOf(Outcome.class) : wanted;
  }

  private static String codes() {
    return Arrays.stream(Outcome.values()).map(Outcome::code).collect(Collectors.joining(", "));
  }

  private static Map<String, Integer> totals(List<MessageSteps> messages) {
    Map<String, Integer> totals = new LinkedHashMap<>();
    totals.put("messages", messages.size());
    for (Outcome outcome : Outcome.values()) {
      totals.put(outcome.code(), 0);
    }
    messages.forEach(message -> totals.merge(message.outcome().code(), 1, Integer::sum));
    return totals;
  }

  private List<Message> messages(List<MessageSteps> messages, SentMessages sent) {
    Map<Long, Template> templates =
        words.templates(messages.stream().map(MessageSteps::businessId).distinct().toList());
    return messages.stream()
        .map(
            message ->
                new Message(
                    message.outcome().code(),
                    words.state(message.decisive().getState(), templates.get(message.businessId())),
                    message.messageId(),
                    String.valueOf(message.businessId()),
                    templates.get(message.businessId()),
                    message.beganAt(),
                    words.time(message.beganAt()),
                    message.duration(),
                    Steps.of(message.steps(), templates, words),
                    sent.before(message).map(this::earlier).orElse(null)))
        .toList();
  }

  private Earlier earlier(SentMessages.Sent sent) {
    return new Earlier(sent.messageId(), sent.at(), words.time(sent.at()));
  }
}
