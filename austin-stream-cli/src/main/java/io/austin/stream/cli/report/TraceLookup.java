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
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/**
 * Looks up what Redis holds of an id, which may be a message's, a receiver's, a caller's or a
 * template's.
 */
public final class TraceLookup {
  private final UnifiedJedis redis;
  private final TraceKeys keys;

  /** A look-up in this Redis. */
  public TraceLookup(UnifiedJedis redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * What stands in a text, as it is or else in its usual other forms: one id, or several where it
   * holds more and they are known.
   */
  public List<Found> find(String text) {
    Found whole = one(text);
    if (whole.isThere() && !whole.isPart()) {
      return List.of(whole);
    }
    List<Found> several = several(text);
    boolean more = whole.isThere() ? there(several) > 1 : several.size() > 1;
    return more ? several : List.of(whole);
  }

  /** A pair of ids that both are there, else all that stand in the text. */
  private List<Found> several(String text) {
    List<Found> parts =
        PastedText.of(text).parts().stream().map(part -> one(part.toString())).toList();
    if (there(parts) <= 2) {
      for (PastedText[] pair : PastedText.of(text).pairs()) {
        List<Found> both = Stream.of(pair).map(half -> one(half.toString())).toList();
        if (there(both) == both.size()) {
          return both;
        }
      }
    }
    return parts;
  }

  /** In all forms in which it is there; in parts of the text where the whole is in none. */
  private Found one(String id) {
    List<Traced> whole = new ArrayList<>();
    List<Traced> parts = new ArrayList<>();
    for (PastedText.Form form : PastedText.of(id).forms()) {
      (form.isPart() ? parts : whole).addAll(findExactly(form));
    }
    return new Found(id, whole.isEmpty() ? parts : whole, whole.isEmpty());
  }

  private static long there(List<Found> found) {
    return found.stream().filter(Found::isThere).count();
  }

  private List<Traced> findExactly(PastedText.Form form) {
    List<Traced> found = new ArrayList<>();
    addTrail(found, View.MESSAGE, form, keys.messageTrail(form.getText()));
    String key = keys.receiverTrail(form.getText());
    addTrail(found, View.RECEIVER, form, key);
    addTrail(found, View.CALLER, form, keys.callerTrail(form.getText()));
    if (redis.type(key).equals("hash")) {
      Map<Integer, Long> totals = totals(redis.hgetAll(key));
      found.add(new Traced(View.TEMPLATE, form, Trail.of(List.of()), totals, expiresAt(key)));
    }
    return found;
  }

  private void addTrail(List<Traced> found, View view, PastedText.Form id, String key) {
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
          if (isInt(state) && total.matches("-?[0-9]{1,18}")) {
            totals.put(Integer.valueOf(state), Long.valueOf(total));
          }
        });
    return totals;
  }

  private static boolean isInt(String text) {
    return text.matches("-?[0-9]{1,10}") && Long.parseLong(text) == (int) Long.parseLong(text);
  }

  /**
   * What was found of an id.
   *
   * @param id as it was given
   * @param views all that hold it; may be none
   * @param isPart whether words were left out that may mean something themselves
   */
  public record Found(String id, List<Traced> views, boolean isPart) {
    /** Whether anything was found. */
    public boolean isThere() {
      return !views.isEmpty();
    }
  }
}
