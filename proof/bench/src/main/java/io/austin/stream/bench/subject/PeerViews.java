package io.austin.stream.bench.subject;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.common.Retention;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.PipeliningBase;

/** How the peer writes the three views: by the data contract, in the plainest way. */
final class PeerViews {
  private final ObjectMapper json = new ObjectMapper();
  private final Retention retention;

  PeerViews(ZoneId zone) {
    retention = Retention.by(Clock.system(zone));
  }

  void write(byte[] value, PipeliningBase redis) throws IOException {
    Event event = json.readValue(value, Event.class);
    String messageTrail = "Austin:MessageId:" + event.messageId();
    redis.lpush(messageTrail, json.writeValueAsString(Entry.of(event, null)));
    redis.pexpire(messageTrail, Retention.MESSAGE_TRAIL.toMillis());
    String entry = json.writeValueAsString(Entry.of(event, event.messageId()));
    long endOfDay = retention.receiverTrailExpiry(event.logTimestamp());
    for (String receiver : event.ids()) {
      redis.lpush(receiver, entry);
      redis.pexpireAt(receiver, endOfDay);
    }
    String totals = Long.toString(event.businessId());
    redis.hincrBy(totals, Integer.toString(event.state()), event.ids().size());
    redis.pexpire(totals, Retention.TEMPLATE_TOTALS.toMillis());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Event(
      long businessId, List<String> ids, long logTimestamp, String messageId, int state) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder(alphabetic = true)
  private record Entry(long businessId, @Nullable String messageId, int state, long timestamp) {
    static Entry of(Event event, @Nullable String messageId) {
      return new Entry(event.businessId(), messageId, event.state(), event.logTimestamp());
    }
  }
}
