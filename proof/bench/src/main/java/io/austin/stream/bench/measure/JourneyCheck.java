package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.TopicReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The comparison of each template's outcomes with what the backlog's events say, in plain code: the
 * generator's messages are taken in once, and their steps are in the order in which they were made.
 */
public final class JourneyCheck implements Check {
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());

  private final BenchSite site;

  /** A check of this site's Redis. */
  public JourneyCheck(BenchSite site) {
    this.site = site;
  }

  private record Message(long businessId, int receivers, String outcome, int step) {}

  @Override
  public long differences(Backlog backlog) {
    Map<Long, Map<String, String>> expected = new HashMap<>();
    messages(backlog.topic())
        .values()
        .forEach(
            message ->
                expected
                    .computeIfAbsent(message.businessId, any -> new HashMap<>())
                    .merge(
                        message.outcome,
                        Integer.toString(message.receivers),
                        (some, more) ->
                            Long.toString(Long.parseLong(some) + Long.parseLong(more))));
    return expected.entrySet().stream()
        .filter(template -> !outcomes(KEYS.outcomes(template.getKey())).equals(template.getValue()))
        .count();
  }

  private Map<String, String> outcomes(String key) {
    return site.redis().clientOf(key).hgetAll(key);
  }

  private Map<String, Message> messages(String topic) {
    Map<String, Message> messages = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = site.kafka().newConsumer()) {
      TopicReader records = new TopicReader(consumer, topic);
      while (!records.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          AnchorInfo event = AnchorInfoCodec.read(record.value(), record.timestamp());
          Message message =
              new Message(
                  event.getBusinessId(),
                  event.getIds().size(),
                  outcome(event.getState()),
                  step(event.getState()));
          messages.merge(
              String.valueOf(event.getMessageId()),
              message,
              (one, other) -> one.step > other.step ? one : other);
        }
      }
    } catch (InvalidEventException impossible) {
      throw new IllegalStateException("a backlog holds what is no event", impossible);
    }
    return messages;
  }

  /** Taken in, then what became of it, then a click. */
  private static int step(int state) {
    return state == AnchorState.RECEIVE.getCode()
        ? 0
        : state == AnchorState.CLICK.getCode() ? 2 : 1;
  }

  private static String outcome(int state) {
    return AnchorState.of(state)
        .map(
            named ->
                switch (named) {
                  case RECEIVE -> "IN_PROGRESS";
                  case NIGHT_SHIELD_NEXT_SEND -> "HELD";
                  case DISCARD,
                      NIGHT_SHIELD,
                      CONTENT_DEDUPLICATION,
                      RULE_DEDUPLICATION,
                      WHITE_LIST ->
                      "FILTERED";
                  case SEND_SUCCESS -> "SENT";
                  case CLICK -> "CLICKED";
                  case SEND_FAIL -> "FAILED";
                })
        .orElse("FAILED");
  }
}
