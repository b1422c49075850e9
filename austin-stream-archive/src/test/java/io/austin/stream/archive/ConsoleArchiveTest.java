package io.austin.stream.archive;

import static io.austin.stream.archive.WrittenArchive.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.history.Archive;
import io.austin.stream.console.history.ArchiveException;
import io.austin.stream.console.history.ArchiveException.Reason;
import io.austin.stream.console.history.ArchivedEvents;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console is told of an archive, and what it is told where that cannot be read. */
@Timeout(120)
class ConsoleArchiveTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate TODAY = LocalDate.of(2022, 12, 24);
  private static final LocalDate FIRST = TODAY.minusDays(89);
  private static final long ALL = Long.MAX_VALUE;
  private static final String RECEIVER = "13711112222";

  @TempDir Path folder;
  private WrittenArchive written;
  private ConsoleArchive archive;

  @BeforeEach
  void open() {
    written = new WrittenArchive(folder.resolve("w"), ZONE);
    archive = written.opened(Duration.ofSeconds(60));
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private static long at(int daysAgo, int hour, int minute) {
    return TODAY
        .minusDays(daysAgo)
        .atTime(LocalTime.of(hour, minute))
        .atZone(ZONE)
        .toInstant()
        .toEpochMilli();
  }

  @Test
  void aReceiversEventsComeFromTheNewestDayOnAndEachOnce() throws Exception {
    written.commit(
        event(10, at(40, 9, 0), "m1", RECEIVER, "other"),
        event(60, at(40, 9, 1), "m1", RECEIVER),
        event(10, at(1, 9, 0), "m2", RECEIVER));
    written.commit(event(60, at(1, 9, 0), "m2", RECEIVER), event(10, at(95, 9, 0), "m0", RECEIVER));
    written.maintain(Clock.fixed(TODAY.atTime(12, 0).atZone(ZONE).toInstant(), ZONE));

    ArchivedEvents found = archive.ofReceiver(List.of(RECEIVER), ALL, FIRST, 100);

    assertThat(found.newestFirst())
        .extracting(SimpleAnchorInfo::getMessageId)
        .containsExactly("m2", "m2", "m1", "m1");
    assertThat(found.newestFirst())
        .extracting(SimpleAnchorInfo::getState)
        .containsExactly(60, 10, 60, 10);
    assertThat(found.next()).isEmpty();
    assertThat(found.isCutOff()).isFalse();
  }

  @Test
  void pagesHaveWholeDaysAndALongDayIsParted() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      for (int i = 0; i < 3; i++) {
        events.add(event(10, at(day, 10, i), "d" + day + "-" + i, RECEIVER));
      }
    }
    IntStream.range(0, 20).forEach(i -> events.add(event(10, at(5, 1, i), "long-" + i, RECEIVER)));
    written.commit(events);

    List<List<String>> pages = pages(8);

    assertThat(pages).hasSizeBetween(4, 6);
    assertThat(pages.get(0)).containsExactly("d0-2", "d0-1", "d0-0", "d1-2", "d1-1", "d1-0");
    assertThat(pages.stream().flatMap(List::stream))
        .containsExactlyElementsOf(
            Stream.concat(
                    IntStream.range(0, 12).mapToObj(i -> "d" + i / 3 + "-" + (2 - i % 3)),
                    IntStream.range(0, 20).mapToObj(i -> "long-" + (19 - i)))
                .toList());
  }

  @Test
  void moreOfOneMillisecondThanAPageHoldsIsSaidToBeCutOff() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> events.add(event(10, at(1, 1, 0), "m" + i, RECEIVER)));
    written.commit(events);

    ArchivedEvents found = archive.ofReceiver(List.of(RECEIVER), ALL, FIRST, 8);

    assertThat(found.newestFirst()).hasSize(8);
    assertThat(found.isCutOff()).isTrue();
    assertThat(found.next()).hasValue(at(1, 1, 0));
  }

  private List<List<String>> pages(int limit) {
    List<List<String>> pages = new ArrayList<>();
    long before = ALL;
    while (true) {
      ArchivedEvents page = archive.ofReceiver(List.of(RECEIVER), before, FIRST, limit);
      assertThat(page.newestFirst()).hasSizeLessThanOrEqualTo(limit);
      pages.add(page.newestFirst().stream().map(SimpleAnchorInfo::getMessageId).toList());
      if (page.next().isEmpty()) {
        return pages;
      }
      before = page.next().getAsLong();
    }
  }

  @Test
  void theFirstFormCountsOfTheNewestDaysThatHaveAny() throws Exception {
    written.commit(
        event(10, at(1, 9, 0), "m1", "8613711112222"),
        event(10, at(1, 9, 1), "m2", RECEIVER),
        event(10, at(30, 9, 0), "m3", "+8613711112222"));

    ArchivedEvents found =
        archive.ofReceiver(List.of("+8613711112222", RECEIVER, "8613711112222"), ALL, FIRST, 100);

    assertThat(found.id()).isEqualTo(RECEIVER);
    assertThat(found.newestFirst())
        .extracting(SimpleAnchorInfo::getMessageId)
        .containsExactly("m2");
  }

  @Test
  void whateverAReceiverIsCalledIsAValueAndNeverText() throws Exception {
    List<String> hostile =
        List.of(
            "' or '1'='1",
            "%",
            "_",
            "*",
            "a' union select 1 --",
            "\"",
            "\\",
            "?",
            "张三\uD83D\uDE00",
            "a\nb",
            "'; drop table x; --");
    for (String name : hostile) {
      written.commit(event(10, at(1, 9, 0), "of " + name, name));
    }
    for (String name : hostile) {
      assertThat(archive.ofReceiver(List.of(name), ALL, FIRST, 100).newestFirst())
          .as(name)
          .extracting(SimpleAnchorInfo::getMessageId)
          .containsExactly("of " + name);
      assertThat(archive.ofMessage(List.of("of " + name), 100).newestFirst()).as(name).hasSize(1);
      assertThat(archive.ofMessage(List.of(name), 100).newestFirst()).as(name).isEmpty();
    }
  }

  @Test
  void aMessageOfAnyAgeHasEachEventOnceHoweverManyReceiversItHas() throws Exception {
    written.commit(
        event(10, at(60, 22, 0), "m1", "a", "b", "c"),
        event(60, at(59, 9, 0), "m1", "a", "b"),
        event(60, at(59, 9, 0), "m1", "c"));

    ArchivedEvents found = archive.ofMessage(List.of("m1"), 100);

    assertThat(found.newestFirst())
        .extracting(SimpleAnchorInfo::getState)
        .containsExactly(60, 60, 10);
    assertThat(found.newestFirst()).extracting(SimpleAnchorInfo::getMessageId).containsOnlyNulls();
    assertThat(archive.ofMessage(List.of("m2"), 100).newestFirst()).isEmpty();
  }

  @Test
  void whatIsCommittedLaterIsSeenAndWhatWasNotThereIsLookedForAgain() throws Exception {
    assertThat(archive.ofMessage(List.of("m1"), 100).knownUntil()).isEmpty();

    written.commit(event(10, at(1, 9, 0), "m1", "a"));

    await(() -> !archive.ofMessage(List.of("m1"), 100).newestFirst().isEmpty());
    assertThat(archive.ofMessage(List.of("m1"), 100).knownUntil()).hasValue(at(1, 9, 0));
    assertThat(archive.ofMessage(List.of("m2"), 100).newestFirst()).isEmpty();

    written.commit(event(10, at(1, 9, 1), "m2", "a"));

    await(() -> !archive.ofMessage(List.of("m2"), 100).newestFirst().isEmpty());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    org.awaitility.Awaitility.await().atMost(60, TimeUnit.SECONDS).until(condition::getAsBoolean);
  }

  @Test
  void aDamagedFileAndAMissingOneAreTold() throws Exception {
    written.commit(event(10, at(1, 9, 0), "m1", RECEIVER));
    Path file = written.files().get(0);
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, new byte[whole.length]);
    assertSilent(Reason.UNREADABLE);
    Files.delete(file);
    assertSilent(Reason.UNREADABLE);

    Files.write(file, whole);
    assertThat(archive.ofReceiver(List.of(RECEIVER), ALL, FIRST, 100).newestFirst()).hasSize(1);
  }

  @Test
  void noArchiveAndNoFolderAreTold() {
    archive.close();
    archive =
        new ConsoleArchive(
            Warehouse.in(
                folder.resolve("elsewhere"), io.austin.stream.options.OptionValues.of(Map.of())),
            Duration.ofSeconds(60));
    assertSilent(Reason.UNAVAILABLE);
  }

  /** A named pipe that nobody writes to, as a mount that hangs: who opens it waits for ever. */
  @Test
  void aFileThatHangsIsGivenUpAndDoesNotExhaustTheConsole() throws Exception {
    written.commit(event(10, at(1, 9, 0), "m1", RECEIVER));
    written.commit(event(10, at(2, 9, 0), "m2", "other"));
    Path file = written.files().stream().filter(it -> holds(it, at(1, 9, 0))).findFirst().get();
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    archive.close();
    archive = written.opened(Duration.ofMillis(1500));

    List<CompletableFuture<Void>> readers =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () ->
                            assertThatThrownBy(
                                    () -> archive.ofReceiver(List.of(RECEIVER), ALL, FIRST, 100))
                                .isInstanceOfSatisfying(
                                    ArchiveException.class,
                                    silent ->
                                        assertThat(silent.reason())
                                            .isIn(Reason.SLOW, Reason.BUSY))))
            .toList();
    CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

    // It comes back: what waited for it ends, and the archive answers again.
    try (var opened = Files.newOutputStream(file)) {
      await(
          () -> {
            try {
              return archive.ofMessage(List.of("m2"), 100) != null;
            } catch (ArchiveException silent) {
              return silent.reason() == Reason.UNREADABLE;
            }
          });
    }
  }

  private static boolean holds(Path file, long at) {
    String day = java.time.Instant.ofEpochMilli(at).atZone(ZONE).toLocalDate().toString();
    return file.toString().contains("day=" + day);
  }

  private void assertSilent(Reason reason) {
    assertThatThrownBy(() -> archive.ofReceiver(List.of(RECEIVER), ALL, FIRST, 100))
        .isInstanceOfSatisfying(
            ArchiveException.class, silent -> assertThat(silent.reason()).isEqualTo(reason))
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void itReadsWithoutFlinkAndHadoop() throws Exception {
    written.commit(event(10, at(1, 9, 0), "m1", RECEIVER));
    try (URLClassLoader alone = without("hadoop|flink-(?!table)")) {
      assertThat(String.valueOf(askedBy(alone))).contains("\"state\":10");
    }
  }

  @Test
  void withoutDuckDbsDriverItSaysHowToGetIt() throws Exception {
    try (URLClassLoader alone = without("duckdb")) {
      assertThatThrownBy(() -> askedBy(alone))
          .rootCause()
          .hasMessageContaining("duckdb_jdbc-*.jar")
          .hasMessageContaining("org.duckdb:duckdb_jdbc");
    }
  }

  /** As the console finds it and asks it, with the classes of another loader. */
  private Object askedBy(ClassLoader loader) throws Exception {
    Class<?> options = loader.loadClass("io.austin.stream.options.OptionValues");
    Class<?> service = loader.loadClass("io.austin.stream.console.history.ArchiveProvider");
    Object provider = ServiceLoader.load(service, loader).findFirst().orElseThrow();
    Object opened =
        service
            .getMethod("archive", Path.class, options)
            .invoke(
                provider,
                written.folder(),
                options.getMethod("of", Map.class).invoke(null, Map.of()));
    Class<?> type = loader.loadClass(Archive.class.getName());
    try {
      return type.getMethod("ofMessage", List.class, int.class).invoke(opened, List.of("m1"), 10);
    } finally {
      type.getMethod("close").invoke(opened);
    }
  }

  private static URLClassLoader without(String names) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (!path.getFileName().toString().matches("(?!iceberg).*(" + names + ").*\\.jar")) {
        urls.add(path.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
