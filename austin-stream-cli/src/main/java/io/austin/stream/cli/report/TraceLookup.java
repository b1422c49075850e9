package io.austin.stream.cli.report;

import io.austin.stream.cli.report.Traced.View;
import io.austin.stream.common.PastedText;
import io.austin.stream.common.TraceKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import redis.clients.jedis.UnifiedJedis;

/** Looks up what Redis holds of an id, which may be a message's, a receiver's or a template's. */
public final class TraceLookup {
  private final UnifiedJedis redis;
  private final TraceKeys keys;

  /** A look-up in this Redis. */
  public TraceLookup(UnifiedJedis redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** All views that hold the id, as it is or else in its usual other forms; may be none. */
  public List<Traced> find(String id) {
    for (PastedText.Form form : PastedText.of(id).forms()) {
      List<Traced> found = findExactly(form.getText());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Traced> findExactly(String id) {
    List<Traced> found = new ArrayList<>();
    addTrail(found, View.MESSAGE, id, keys.messageTrail(id));
    String key = keys.receiverTrail(id);
    addTrail(found, View.RECEIVER, id, key);
    if (redis.type(key).equals("hash")) {
      Map<Integer, Long> totals = totals(redis.hgetAll(key));
      found.add(new Traced(View.TEMPLATE, id, Trail.of(List.of()), totals, expiresAt(key)));
    }
    return found;
  }

  private void addTrail(List<Traced> found, View view, String id, String key) {
    if (!redis.type(key).equals("list")) {
      return;
    }
    Trail trail = Trail.of(redis.lrange(key, 0, -1));
    if (!trail.steps().isEmpty()) { // else it is another program's list
      found.add(new Traced(view, id, trail, Map.of(), expiresAt(key)));
    }
  }

  private OptionalLong expiresAt(String key) {
    long millis = redis.pttl(key);
    return millis < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Instant.now().plusMillis(millis).toEpochMilli());
  }

  /** Totals by state; fields that are no numbers are somebody else's. */
  public static Map<Integer, Long> totals(Map<String, String> hash) {
    Map<Integer, Long> totals = new TreeMap<>();
    hash.forEach(
        (state, total) -> {
          if (state.matches("-?[0-9]{1,9}") && total.matches("-?[0-9]{1,18}")) {
            totals.put(Integer.valueOf(state), Long.valueOf(total));
          }
        });
    return totals;
  }
}
