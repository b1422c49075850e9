package io.austin.stream.test.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A command in flight: its client is gone, and Redis gets it only when it is released. */
public final class HeldCommand extends CommandFault {
  private static final int REPLY_LIMIT_SECONDS = 10;

  private @Nullable ProxiedConnection connection;
  private @Nullable RespValue held;

  HeldCommand(String command, int n) {
    super("HeldCommand", command, n);
  }

  @Override
  synchronized void strike(ProxiedConnection from, RespValue hit) {
    connection = from;
    held = hit;
    from.abandonClient();
    happened();
  }

  /**
   * Lets the command reach Redis and waits for what Redis says to it.
   *
   * @return the reply as it came: {@code "*-1\r\n"} (RESP3: {@code "_\r\n"}) is a refused EXEC
   */
  public synchronized String release() {
    if (connection == null || held == null) {
      throw new IllegalStateException("nothing is held back, or no longer: " + this);
    }
    try (ProxiedConnection from = connection) {
      CompletableFuture<String> reply = new CompletableFuture<>();
      from.send(held, value -> reply.complete(value.toString()));
      return reply.get(REPLY_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot deliver: " + this, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no reply to: " + this, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the reply to: " + this, e);
    } finally {
      connection = null;
      held = null;
    }
  }
}
