package io.austin.stream.console.trend;

import io.austin.stream.common.Retention;
import io.austin.stream.console.redis.DayReader;
import io.austin.stream.console.redis.TotalsReader;
import io.austin.stream.console.trace.Funnel;
import io.austin.stream.template.TemplateCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The totals of the last days, kept: each day that is asked for is read once, and again when events
 * may have changed it. One thread reads, in small batches with rests between them, so that other
 * clients of Redis notice nothing. Who asks never waits for it.
 */
public final class TrendDays {
  private static final int MAX_DAYS = 366;

  /** How many templates of a day are read at most, those that took in most; 60 bytes each. */
  static final int MAX_TEMPLATES = 20_000;

  private static final int BATCH = 100;
  private static final long LEAST_REST_NANOS = Duration.ofMillis(20).toNanos();

  /** Redis works for others at least so many times as long as for this. */
  private static final int REST_FACTOR = 4;

  private static final Duration NAMES_AGAIN = Duration.ofMinutes(1);

  private final DayReader lists;
  private final TotalsReader totals;
  private final TemplateCatalog catalog;
  private final Clock clock;
  private final int kept;
  private final NavigableSet<LocalDate> wanted = new ConcurrentSkipListSet<>();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final ThreadPoolExecutor reader =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), TrendDays::thread);
  private volatile TrendTable table = TrendTable.EMPTY;
  private volatile long namedAt;
  private volatile @Nullable RuntimeException failure;

  /** Days that nobody has asked for so far. */
  public TrendDays(
      DayReader lists,
      TotalsReader totals,
      TemplateCatalog catalog,
      Clock clock,
      Retention retention) {
    this.lists = lists;
    this.totals = totals;
    this.catalog = catalog;
    this.clock = clock;
    this.kept = (int) Math.min(MAX_DAYS, retention.templateTotals().toDays());
    reader.allowCoreThreadTimeOut(true);
  }

  /**
   * Of so many days, today the last of them, all totals are there: those of a day before were
   * written last when its own events came, and expire with each of them.
   */
  public int kept() {
    return kept;
  }

  /** The first day of which all totals are there. */
  public LocalDate first() {
    return LocalDate.now(clock).minusDays(kept - 1L);
  }

  /**
   * What is read so far; of these days what is missing or due is read from now on, and will be
   * there another time.
   *
   * @throws RuntimeException when one of them is missing, since reading failed
   */
  public TrendTable of(List<LocalDate> days) {
    TrendTable read = table;
    List<LocalDate> kept = days.stream().filter(day -> !day.isBefore(first())).toList();
    kept.stream().filter(day -> isDue(read, day)).forEach(wanted::add);
    boolean namesAreDue = clock.millis() - namedAt >= NAMES_AGAIN.toMillis();
    // What is wanted while a reading just ends waits for the next who asks.
    if ((namesAreDue || !wanted.isEmpty()) && reading.compareAndSet(false, true)) {
      reader.execute(this::read);
    }
    RuntimeException failed = failure;
    if (failed != null && kept.stream().anyMatch(day -> !isRead(read, day))) {
      throw failed;
    }
    return read;
  }

  /** Whether a day is there, and not from too long ago. */
  public boolean isRead(TrendTable read, LocalDate day) {
    return read.day(day).filter(it -> age(it).compareTo(pace(day).forgotten()) < 0).isPresent();
  }

  private boolean isDue(TrendTable read, LocalDate day) {
    return read.day(day).filter(it -> age(it).compareTo(pace(day).again()) < 0).isEmpty();
  }

  private Duration age(DayTotals day) {
    return Duration.ofMillis(clock.millis() - day.readAt());
  }

  private Pace pace(LocalDate day) {
    long settled =
        day.plusDays(1).atTime(Pace.SETTLES_AT, 0).atZone(clock.getZone()).toEpochSecond();
    return clock.millis() / 1000 < settled ? Pace.LIVELY : Pace.SETTLED;
  }

  // Whatever goes wrong, who asks is to be told of it.
  @SuppressWarnings("CatchingUnchecked")
  private void read() {
    try {
      // The newest first: it is looked at most, and changes.
      for (LocalDate day = wanted.pollLast(); day != null; day = wanted.pollLast()) {
        // Whoever asked while it was being read wanted it too.
        if (isDue(table, day)) {
          publish(read(day));
        }
      }
      if (clock.millis() - namedAt >= NAMES_AGAIN.toMillis()) {
        namedAt = clock.millis();
        table = table.renamed(catalog);
      }
      failure = null;
    } catch (RuntimeException failed) {
      wanted.clear();
      failure = failed;
    } finally {
      reading.set(false);
    }
  }

  private void publish(DayTotals day) {
    List<DayTotals> days = new ArrayList<>(List.of(day));
    LocalDate first = first();
    table.days().stream()
        .filter(other -> !other.day().equals(day.day()) && !other.day().isBefore(first))
        .forEach(days::add);
    namedAt = clock.millis();
    table = TrendTable.of(days, catalog);
  }

  private DayTotals read(LocalDate day) {
    long now = clock.millis();
    Optional<DayReader.Day> list = lists.read(day, MAX_TEMPLATES);
    if (list.isEmpty()) {
      return DayTotals.none(day, now);
    }
    List<Long> ids = list.get().businessIds();
    Map<Long, Funnel> read = new HashMap<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      long began = System.nanoTime();
      totals
          .read(ids.subList(from, Math.min(from + BATCH, ids.size())))
          .forEach((id, byState) -> read.put(id, Funnel.of(byState)));
      long took = System.nanoTime() - began;
      LockSupport.parkNanos(Math.max(LEAST_REST_NANOS, REST_FACTOR * took));
    }
    return DayTotals.of(day, now, list.get().truncated(), read);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "trends");
    thread.setDaemon(true);
    return thread;
  }

  /** How often a day is read while somebody asks for it, and when it is as if it never was. */
  private enum Pace {
    /** Today, and until the morning after: its events are still coming. */
    LIVELY(Duration.ofMinutes(1), Duration.ofMinutes(5)),

    /** Clicks come for days, and dead letters may be replayed at any time. */
    SETTLED(Duration.ofHours(1), Duration.ofHours(2));

    private static final int SETTLES_AT = 6;

    private final Duration again;
    private final Duration forgotten;

    Pace(Duration again, Duration forgotten) {
      this.again = again;
      this.forgotten = forgotten;
    }

    Duration again() {
      return again;
    }

    Duration forgotten() {
      return forgotten;
    }
  }
}
