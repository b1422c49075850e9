package io.austin.stream.bench.readers;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Companion;
import io.austin.stream.bench.result.Readers.Answers;
import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.site.JavaChild;
import io.austin.stream.common.InvalidEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** A console and its readers, each a process of its own. */
public final class ConsoleReaders implements Companion, AutoCloseable {
  /** How many readers there are, each with a page open. */
  public static final int NUMBER = 200;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final JavaChild console;
  private final JavaChild readers;
  private final Path result;

  private ConsoleReaders(JavaChild console, JavaChild readers, Path result) {
    this.console = console;
    this.readers = readers;
    this.result = result;
  }

  /**
   * Starts a console on this Redis and readers who do not ask anything yet.
   *
   * @param warmUp for how long their waits do not count
   */
  public static ConsoleReaders start(BenchSite site, Backlog backlog, ZoneId zone, Duration warmUp)
      throws IOException, InvalidEventException {
    Path address = site.newDirectory("console");
    JavaChild console =
        JavaChild.start(
            address,
            ConsoleProcess.class,
            List.of("-Xmx256m"),
            List.of(site.redis().uri(), zone.getId()));
    try {
      Path directory = Files.createDirectories(site.newDirectory("readers"));
      Path pages = directory.resolve("pages");
      Files.write(pages, Subjects.of(site.kafka(), backlog.topic()).map(OpenPage::line).toList());
      Path result = directory.resolve("answers.json");
      JavaChild readers =
          JavaChild.start(
              directory,
              ReadersProcess.class,
              List.of("-Xmx128m", "-XX:+UseSerialGC"),
              List.of(
                  ConsoleProcess.address(address),
                  pages.toString(),
                  Integer.toString(NUMBER),
                  warmUp.toString(),
                  result.toString()));
      return new ConsoleReaders(console, readers, result);
    } catch (IOException | InvalidEventException | RuntimeException failed) {
      console.close();
      throw failed;
    }
  }

  @Override
  public void begin() {
    readers.begin();
  }

  @Override
  public void end() throws InterruptedException {
    readers.end();
    readers.awaitDone(LIMIT);
  }

  /** What the readers got, once they have come to an end. */
  public Answers answers() throws IOException {
    return ResultFile.read(result, Answers.class).orElseThrow();
  }

  @Override
  public void close() {
    readers.close();
    console.close();
  }
}
