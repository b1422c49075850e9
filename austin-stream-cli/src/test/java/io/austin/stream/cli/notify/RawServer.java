package io.austin.stream.cli.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does with each connection what a test says, be it HTTP or not. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /** What is done with a connection. */
  public interface Behaviour {
    void on(Socket connection) throws IOException;
  }

  /** Starts it. */
  public RawServer(Behaviour behaviour) throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(behaviour));
  }

  /** Waits for the other side to end the connection. */
  public static void untilTheEnd(Socket connection) throws IOException {
    while (connection.getInputStream().read() >= 0) {
      // What comes is of no interest.
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** How many connections there were. */
  public int connections() {
    return connections.get();
  }

  /** Of how many the behaviour has come to its end. */
  public int ended() {
    return ended.get();
  }

  private void accept(Behaviour behaviour) {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(behaviour, connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Behaviour behaviour, Socket connection) {
    try (connection) {
      behaviour.on(connection);
    } catch (IOException gone) {
      // The other side has ended it.
    } finally {
      ended.incrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
