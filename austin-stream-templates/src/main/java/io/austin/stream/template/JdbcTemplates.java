package io.austin.stream.template;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates from austin's database, kept for a while; that a template is unknown is kept too. One
 * thread asks the database. Who needs a name waits for it for a moment only, and does without when
 * the database is slow or away: then it is left in peace for a while.
 */
public final class JdbcTemplates implements TemplateCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcTemplates.class);
  private static final int MAX_KEPT = 50_000;
  private static final int MAX_WAITING = 16;

  private final TemplateTable table;
  private final Timing timing;
  private final ConcurrentMap<Long, Known> known = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor asking =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          JdbcTemplates::thread,
          new ThreadPoolExecutor.DiscardPolicy());
  private volatile long failedAt;
  private volatile boolean ok = true;

  /** The templates of a database that nobody has asked so far. */
  public JdbcTemplates(URI url, Optional<String> user, Optional<String> password, Timing timing) {
    this.table = new TemplateTable(url, user, password);
    this.timing = timing;
  }

  @Override
  public Map<Long, TemplateInfo> find(Collection<Long> ids) {
    List<Long> wanted = ids.stream().distinct().filter(this::isOld).limit(MAX_FOUND).toList();
    if (!wanted.isEmpty()) {
      ask(
          () -> {
            List<Long> missing = wanted.stream().filter(this::isOld).toList();
            if (!missing.isEmpty()) {
              keep(missing, table.read(missing));
            }
            return true;
          });
    }
    Map<Long, TemplateInfo> found = new HashMap<>();
    for (Long id : ids) {
      Known template = known.get(id);
      if (template != null) {
        template.info().ifPresent(info -> found.put(id, info));
      }
    }
    return found;
  }

  @Override
  public List<Long> named(String part) {
    return ask(() -> table.named(part, MAX_NAMED)).orElse(List.of());
  }

  /** The answer; empty where the database has none in time, or is left in peace. */
  private <T> Optional<T> ask(Question<T> question) {
    if (!mayAsk()) {
      return Optional.empty();
    }
    CompletableFuture<Optional<T>> asked = new CompletableFuture<>();
    asking.execute(() -> ask(question, asked));
    // completeOnTimeout also ends the wait for what was discarded, for too many are waiting.
    return asked
        .completeOnTimeout(Optional.empty(), timing.patience().toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private <T> void ask(Question<T> question, CompletableFuture<Optional<T>> asked) {
    Optional<T> answer = Optional.empty();
    try {
      if (mayAsk()) {
        answer = Optional.of(question.ask());
        if (!ok) {
          LOG.info("Templates can be read again");
        }
        ok = true;
      }
    } catch (SQLException away) {
      failedAt = System.nanoTime();
      if (ok) {
        // The message may hold an address, never the password.
        LOG.warn("Templates cannot be read, what was known of them goes on: {}", away.getMessage());
      }
      ok = false;
    } finally {
      asked.complete(answer);
    }
  }

  private void keep(List<Long> asked, Map<Long, TemplateInfo> found) {
    if (known.size() > MAX_KEPT) {
      known.clear();
    }
    long now = System.nanoTime();
    asked.forEach(id -> known.put(id, new Known(Optional.ofNullable(found.get(id)), now)));
  }

  private boolean isOld(Long id) {
    Known template = known.get(id);
    return template == null || System.nanoTime() - template.since() > timing.keep().toNanos();
  }

  private boolean mayAsk() {
    return ok || System.nanoTime() - failedAt > timing.pause().toNanos();
  }

  @Override
  public String source() {
    return "jdbc";
  }

  @Override
  public boolean isOk() {
    return ok;
  }

  @Override
  public void close() {
    asking.execute(table::close);
    asking.shutdown();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "template-names");
    thread.setDaemon(true);
    return thread;
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private record Known(Optional<TemplateInfo> info, long since) {}

  /**
   * How long things take.
   *
   * @param keep how long a template is kept, known or not
   * @param patience how long somebody waits for a name
   * @param pause how long a database that failed is left in peace
   */
  public record Timing(Duration keep, Duration patience, Duration pause) {
    /** A minute, half a second, ten seconds. */
    public static Timing usual() {
      return new Timing(Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(10));
    }
  }
}
