package io.austin.stream.cli.report;

import io.austin.stream.common.PastedText;
import io.austin.stream.common.TraceKeys;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.UnifiedJedis;

/** What Redis holds of one id, which may be a message's, a receiver's or a template's. */
public final class TraceReport {
  private static final int NEWEST_STEPS = 50;

  private final UnifiedJedis redis;
  private final TraceKeys keys;
  private final Words words;

  /** A report from this Redis. */
  public TraceReport(UnifiedJedis redis, TraceKeys keys, Words words) {
    this.redis = redis;
    this.keys = keys;
    this.words = words;
  }

  /**
   * Prints all views that hold the id, as it is or else in its usual other forms; says whether any
   * does.
   */
  public boolean print(String id, PrintWriter out) {
    for (PastedText.Form form : PastedText.of(id).forms()) {
      if (printExactly(form.getText(), out)) {
        return true;
      }
    }
    return false;
  }

  private boolean printExactly(String id, PrintWriter out) {
    Text text = new Text(out);
    boolean any = addTrail(text, "Message", id, keys.messageTrail(id));
    String key = keys.receiverTrail(id);
    switch (redis.type(key)) {
      case "list" -> any |= addTrail(text, "Receiver", id, key);
      case "hash" -> any |= addTotals(text, id, key);
      default -> {}
    }
    out.flush();
    return any;
  }

  private boolean addTrail(Text text, String title, String id, String key) {
    if (!redis.type(key).equals("list")) {
      return false;
    }
    Trail trail = Trail.of(redis.lrange(key, 0, -1));
    if (trail.steps().isEmpty()) {
      return false; // another program's list
    }
    List<String> lines = new ArrayList<>();
    boolean isMessage = title.equals("Message");
    lines.add(isMessage ? id + of(trail) : id + ": %,d steps".formatted(trail.steps().size()));
    lines.addAll(trail.lines(words, NEWEST_STEPS));
    lines.add(expiry(key));
    text.add(title, lines);
    return true;
  }

  /** Its template, which is the same in all of a message's steps. */
  private String of(Trail trail) {
    return trail.steps().isEmpty()
        ? ""
        : " of " + words.template(trail.steps().get(0).getBusinessId());
  }

  private boolean addTotals(Text text, String id, String key) {
    Map<Integer, Long> totals = totals(redis.hgetAll(key));
    List<String> lines = new ArrayList<>();
    lines.add(id.matches("[0-9]{1,18}") ? words.template(Long.parseLong(id)) : id);
    totals.forEach(
        (state, total) -> lines.add("%,12d receivers  %s".formatted(total, words.state(state))));
    lines.add(expiry(key));
    text.add("Template", lines);
    return true;
  }

  private String expiry(String key) {
    long millis = redis.pttl(key);
    return millis < 0
        ? "(does not expire)"
        : "(expires %s)"
            .formatted(words.time(Instant.now().plus(Duration.ofMillis(millis)).toEpochMilli()));
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
