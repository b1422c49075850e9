package io.austin.stream.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much of the machine's memory a process held at its height, where the system is a Linux. */
final class Resident {
  private static final String PEAK = "VmHWM:";

  private Resident() {}

  /** In MiB; 0 where nobody knows. */
  static long peakMib(@Nullable Long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException elsewhere) {
      return 0;
    }
  }
}
