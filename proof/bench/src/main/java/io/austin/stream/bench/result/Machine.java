package io.austin.stream.bench.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param measuredAt the moment, in UTC
 * @param processors how many the JVM may use
 * @param processorModel what the operating system calls them
 * @param memoryMib how much memory the machine has, in MiB
 * @param system the operating system
 * @param java the JVM
 * @param redis the version of Redis
 */
public record Machine(
    String measuredAt,
    int processors,
    String processorModel,
    long memoryMib,
    String system,
    String java,
    String redis) {

  /** This machine, now. */
  public static Machine here(String redisVersion) {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name"),
        memoryOfAll(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        redisVersion);
  }

  private static long memoryOfAll() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }

  private static String field(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException elsewhere) {
      return "unknown";
    }
  }
}
