package io.austin.stream.local.report;

import io.austin.stream.cli.report.TraceLookup;
import io.austin.stream.cli.report.Trail;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Redis holds, by view. */
public final class Holdings {
  private final Map<String, Trail> messages = new TreeMap<>();
  private final Map<Long, Map<Integer, Long>> templates = new TreeMap<>();
  private long receivers;
  private long own;
  private long others;

  private Holdings() {}

  /** Sorts what the Redis holds; the keys have this prefix. */
  public static Holdings of(RedisContents contents, String prefix) {
    Holdings holdings = new Holdings();
    TraceKeys keys = TraceKeys.withPrefix(prefix);
    for (String key : contents.keys()) {
      RedisValue value = contents.get(key);
      if (value != null) {
        holdings.add(key, value, keys);
      }
    }
    return holdings;
  }

  private void add(String key, RedisValue value, TraceKeys keys) {
    String messageTrails = keys.messageTrail("");
    if (!key.startsWith(keys.prefix())) {
      others++;
    } else if (key.startsWith(keys.own(""))) {
      own++;
    } else if (key.startsWith(messageTrails)) {
      messages.put(key.substring(messageTrails.length()), Trail.of(value.list()));
    } else if (value.type().equals(RedisValue.LIST)) {
      receivers++;
    } else if (value.type().equals(RedisValue.HASH) && isTemplate(key, keys)) {
      templates.put(
          Long.valueOf(key.substring(keys.prefix().length())), TraceLookup.totals(value.hash()));
    } else {
      others++;
    }
  }

  private static boolean isTemplate(String key, TraceKeys keys) {
    return key.substring(keys.prefix().length()).matches("[1-9][0-9]{0,17}");
  }

  long messageTrails() {
    return messages.size();
  }

  long receiverTrails() {
    return receivers;
  }

  long templateTotals() {
    return templates.size();
  }

  /** Keys in which the job keeps its progress and what only the console reads. */
  long own() {
    return own;
  }

  /** Keys of somebody else. */
  long others() {
    return others;
  }

  /** The templates with the most receivers, with their totals by state. */
  List<Map.Entry<Long, Map<Integer, Long>>> topTemplates(int limit) {
    List<Map.Entry<Long, Map<Integer, Long>>> all = new ArrayList<>(templates.entrySet());
    all.sort(Comparator.comparingLong((Map.Entry<Long, Map<Integer, Long>> it) -> -sum(it)));
    return all.subList(0, Math.min(limit, all.size()));
  }

  private static long sum(Map.Entry<Long, Map<Integer, Long>> template) {
    return template.getValue().values().stream().mapToLong(Long::longValue).sum();
  }

  /** A message with as many steps as any, whose id no shell takes for an option. */
  Optional<Map.Entry<String, Trail>> exampleMessage() {
    Map.@Nullable Entry<String, Trail> longest = null;
    for (Map.Entry<String, Trail> message : messages.entrySet()) {
      if (message.getKey().startsWith("-")) {
        continue;
      }
      if (longest == null
          || message.getValue().steps().size() > longest.getValue().steps().size()) {
        longest = message;
      }
    }
    return Optional.ofNullable(longest);
  }
}
