package io.austin.stream.bench.measure;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/**
 * What Redis counts of itself.
 *
 * @param bytesReceived from all clients since it started
 * @param commands how many commands it has done, without those of the measuring
 * @param memory how many bytes it has allocated
 */
record RedisCounts(long bytesReceived, long commands, long memory) {
  private static final Set<String> OF_THE_MEASURING =
      Set.of(
          "cmdstat_exists", "cmdstat_info", "cmdstat_ping", "cmdstat_flushall", "cmdstat_hgetall");

  static RedisCounts of(Jedis redis) {
    return new RedisCounts(
        number(redis.info("stats"), "total_net_input_bytes"),
        commands(redis.info("commandstats")),
        number(redis.info("memory"), "used_memory"));
  }

  private static long number(String info, String name) {
    return Long.parseLong(lines(info).get(name));
  }

  private static long commands(String info) {
    return lines(info).entrySet().stream()
        .filter(line -> !OF_THE_MEASURING.contains(line.getKey()))
        .mapToLong(line -> calls(line.getValue()))
        .sum();
  }

  /** Of {@code calls=21,usec=175,...} the 21. */
  private static long calls(String counts) {
    return Long.parseLong(counts.substring("calls=".length(), counts.indexOf(',')));
  }

  private static Map<String, String> lines(String info) {
    return info.lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
