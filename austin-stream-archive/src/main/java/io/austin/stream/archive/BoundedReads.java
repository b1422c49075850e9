package io.austin.stream.archive;

import io.austin.stream.console.history.ArchiveException;
import io.austin.stream.console.history.ArchiveException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads that end: a few at once, in one DuckDB with little memory, each within a time. What takes
 * longer is cancelled; what even then goes on, as the read of a mount that hangs, nobody waits for,
 * and it counts among the few.
 */
final class BoundedReads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedReads.class);
  private static final int AT_ONCE = 4;
  private static final int THREADS = 2;
  private static final String MEMORY = "256MB";
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Duration within;
  private final Semaphore free = new Semaphore(AT_ONCE, true);
  private final String name = "archive-" + System.identityHashCode(this);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "archive");
            thread.setDaemon(true);
            return thread;
          });

  /** Keeps the DuckDB open. */
  private @Nullable Connection first;

  BoundedReads(Duration within) {
    this.within = within;
  }

  /** What makes an answer. */
  interface Reading<T> {
    T by(Read read) throws Exception;
  }

  /** What makes a value of a row. */
  interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * The answer.
   *
   * @throws ArchiveException when there is none
   */
  <T> T answer(Reading<T> reading) {
    if (!DuckDb.isThere()) {
      throw new ArchiveException(Reason.DRIVER_MISSING);
    }
    Read read = new Read();
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      if (!free.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ArchiveException(Reason.BUSY);
      }
      threads.execute(() -> run(reading, read, answer));
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      read.cancel();
      LOG.warn("The archive did not answer within {} ms", within.toMillis());
      throw new ArchiveException(Reason.SLOW);
    } catch (ExecutionException failed) {
      throw told(failed.getCause());
    } catch (InterruptedException stopped) {
      read.cancel();
      Thread.currentThread().interrupt();
      throw new ArchiveException(Reason.BUSY);
    }
  }

  private <T> void run(Reading<T> reading, Read read, CompletableFuture<T> answer) {
    try (read) {
      answer.complete(reading.by(read));
    } catch (Throwable failed) { // whoever waits is told
      answer.completeExceptionally(failed);
    } finally {
      free.release();
    }
  }

  private static ArchiveException told(@Nullable Throwable failed) {
    if (failed instanceof ArchiveException known) {
      return known;
    }
    String message = String.valueOf(failed);
    LOG.warn("The archive cannot be read: {}", message.lines().findFirst().orElse(""));
    return new ArchiveException(
        message.contains("Out of Memory") ? Reason.BUSY : Reason.UNREADABLE);
  }

  private synchronized Connection connect() throws SQLException {
    if (first == null) {
      first = DuckDb.connect(name, MEMORY, THREADS);
    }
    return DuckDb.connect(name, MEMORY, THREADS);
  }

  @Override
  public synchronized void close() {
    threads.shutdown();
    try {
      if (first != null) {
        first.close();
      }
    } catch (SQLException ended) {
      LOG.debug("DuckDB ended: {}", ended.getMessage());
    }
    first = null;
  }

  /** One read, of one query after the other. */
  final class Read implements AutoCloseable {
    private @Nullable Connection connection;
    private @Nullable PreparedStatement running;
    private boolean cancelled;

    /** The rows of a query. */
    <T> List<T> rows(String sql, List<Object> parameters, Mapping<T> mapping) throws SQLException {
      try (PreparedStatement statement = prepare(sql)) {
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            rows.add(mapping.of(result));
          }
        }
        return rows;
      } finally {
        over();
      }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
      // It looks into the files, so it is not done while somebody waits to cancel.
      Connection open = open();
      PreparedStatement statement = open.prepareStatement(sql);
      synchronized (this) {
        running = statement;
        if (cancelled) {
          throw new ArchiveException(Reason.SLOW);
        }
      }
      return statement;
    }

    private Connection open() throws SQLException {
      if (connection == null) {
        connection = connect();
      }
      return connection;
    }

    private synchronized void over() {
      running = null;
    }

    /** Ends a query that is at work, and lets none begin. */
    synchronized void cancel() {
      cancelled = true;
      try {
        if (running != null) {
          running.cancel();
        }
      } catch (SQLException over) {
        LOG.debug("A query could not be cancelled: {}", over.getMessage());
      }
    }

    @Override
    public void close() throws SQLException {
      if (connection != null) {
        connection.close();
      }
    }
  }
}
