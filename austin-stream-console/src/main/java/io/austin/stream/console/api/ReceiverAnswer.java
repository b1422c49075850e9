package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Earlier;
import io.austin.stream.console.api.Answers.Message;
import io.austin.stream.console.api.Answers.ReceiverDay;
import io.austin.stream.console.api.Answers.ReceiverForm;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.redis.Trail;
import io.austin.stream.console.trace.MessageSteps;
import io.austin.stream.console.trace.Outcome;
import io.austin.stream.console.trace.SentMessages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return answer(query, query.page(LIMIT, MAX_LIMIT));
  }

  /** The same without pages: a trail is bounded. */
  ReceiverDay whole(Query query) {
    return answer(query, PageRequest.WHOLE);
  }

  private ReceiverDay answer(Query query, PageRequest page) {
    String receiver = query.receiver("id");
    Shown shown = query.shown();
    Set<Outcome> wanted = outcomes(query);
    List<String> messageIds =
        query.textIfGiven("message").map(id -> new Lookup(id).tried()).orElse(List.of());
    List<Lookup.Found<Trail>> forms = find(receiver, messageIds, shown);
    Lookup.Found<Trail> found = forms.get(0);
    Trail trail = found.value();
    List<MessageSteps> all = MessageSteps.groups(trail.newestFirst());
    List<MessageSteps> some =
        all.stream()
            .filter(message -> wanted.contains(message.outcome()))
            .filter(
                message ->
                    messageIds.isEmpty()
                        || (message.messageId() != null
                            && messageIds.contains(message.messageId())))
            .toList();
    return new ReceiverDay(
        shown.receiver(found.id()),
        shown.sealed(found.id()),
        shown.receiver(receiver),
        found.understood(),
        forms.stream()
            .skip(1)
            .map(form -> new ReceiverForm(shown.receiver(form.id()), shown.sealed(form.id())))
            .toList(),
        totals(all),
        trail.isCutOff(),
        page.page(some.size()),
        messages(page.of(some), SentMessages.among(all)),
        progress.freshness());
  }

  /**
   * The forms of the receiver that are there, never none; where a message is wanted that some of
   * them have, those.
   */
  private List<Lookup.Found<Trail>> find(String receiver, List<String> messageIds, Shown shown) {
    Lookup lookup = new Lookup(receiver);
    List<Lookup.Found<Trail>> there = new ArrayList<>();
    for (Lookup.Found<Trail> form : lookup.all(sources.trails()::beginningsOfReceivers)) {
      sources
          .trails()
          .wholeOfReceiver(form.id(), form.value())
          .ifPresent(whole -> there.add(new Lookup.Found<>(form.id(), form.understood(), whole)));
    }
    if (there.isEmpty()) {
      throw progress.noReceiver(Tried.of(lookup.tried(), shown::receiver));
    }
    List<Lookup.Found<Trail>> having =
        there.stream().filter(form -> messageIds.stream().anyMatch(form.value()::has)).toList();
    return having.isEmpty() ? there : having;
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

  /** Messages as the API says them; {@code sent} is what was sent among all of them. */
  List<Message> messages(List<MessageSteps> messages, SentMessages sent) {
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
                    words.channelCode(message, templates),
                    sent.before(message).map(this::earlier).orElse(null)))
        .toList();
  }

  private Earlier earlier(SentMessages.Sent sent) {
    return new Earlier(sent.messageId(), sent.at(), words.time(sent.at()));
  }
}
