package io.austin.stream.bench.measure;

import io.austin.stream.bench.site.RedisConnections;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/**
 * What Redis counts of itself, in a cluster what all masters do.
 *
 * @param bytesReceived from all clients since it started
 * @param commands how many commands it has done, within scripts too, without those of the measuring
 * @param commits how many transactions and calls of scripts were among them
 * @param memory how many bytes it has allocated
 */
record RedisCounts(long bytesReceived, long commands, long commits, long memory) {
  private static final Set<String> OF_THE_MEASURING =
      Set.of(
          "cmdstat_touch", "cmdstat_info", "cmdstat_ping", "cmdstat_flushall", "cmdstat_hgetall");

  private static final Set<String> COMMITS =
      Set.of("cmdstat_exec", "cmdstat_eval", "cmdstat_evalsha");

  static RedisCounts of(RedisConnections redis) {
    return redis.all().stream()
        .map(RedisCounts::of)
        .reduce(new RedisCounts(0, 0, 0, 0), RedisCounts::plus);
  }

  private static RedisCounts of(Jedis server) {
    String commands = server.info("commandstats");
    return new RedisCounts(
        number(server.info("stats"), "total_net_input_bytes"),
        calls(commands, name -> !OF_THE_MEASURING.contains(name)),
        calls(commands, COMMITS::contains),
        number(server.info("memory"), "used_memory"));
  }

  private RedisCounts plus(RedisCounts other) {
    return new RedisCounts(
        bytesReceived + other.bytesReceived,
        commands + other.commands,
        commits + other.commits,
        memory + other.memory);
  }

  private static long number(String info, String name) {
    return Long.parseLong(lines(info).get(name));
  }

  private static long calls(String info, Predicate<String> commands) {
    return lines(info).entrySet().stream()
        .filter(line -> commands.test(line.getKey()))
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
