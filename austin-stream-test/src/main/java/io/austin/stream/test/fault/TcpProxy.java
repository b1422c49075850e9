package io.austin.stream.test.fault;

import io.austin.stream.test.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on 127.0.0.1 that does to the connections between a client and a server what a
 * network does to them.
 *
 * <pre>{@code
 * try (TcpProxy proxy = TcpProxy.to("127.0.0.1", redis.port())) {
 *   CommandFault lost = proxy.dropReplyTo("EXEC", 1);
 *   writer.connect(redis.uriOnPort(proxy.port()));
 *   writer.commit();
 *   lost.await(LIMIT); // Redis has executed it, the client does not know
 * }
 * }</pre>
 *
 * <p>Faults to single commands understand Redis's protocol and count commands over all connections,
 * from the moment at which they are asked for.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final String targetHost;
  private final int targetPort;
  private final int port = FreePort.next();
  private final Gate gate = new Gate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<CommandFault> faults = new CopyOnWriteArrayList<>();
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private volatile boolean closed;

  private TcpProxy(String targetHost, int targetPort) {
    this.targetHost = targetHost;
    this.targetPort = targetPort;
  }

  /** A proxy that accepts connections and passes them on to a server. */
  public static TcpProxy to(String host, int port) {
    TcpProxy proxy = new TcpProxy(host, port);
    proxy.accept();
    return proxy;
  }

  /** The port on 127.0.0.1 that clients connect to; it stays the same over {@link #refuse()}. */
  public int port() {
    return port;
  }

  /** The address for {@code bootstrap.servers} and the like. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** How many clients are connected. */
  public int connections() {
    return (int) connections.stream().filter(c -> !c.isClientAbandoned()).count();
  }

  /** Breaks all connections with a TCP reset. */
  public void reset() {
    for (ProxiedConnection connection : connections) {
      // A command that is held back is in flight: nothing the client's side does can stop it.
      if (!connection.isClientAbandoned()) {
        connection.reset();
      }
    }
  }

  /** Refuses new connections; those there are stay. */
  public synchronized void refuse() {
    if (listener == null || acceptor == null) {
      return;
    }
    closeQuietly(listener);
    listener = null;
    try {
      // The kernel accepts connections as long as a thread is waiting for them.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Accepts new connections again. */
  public synchronized void accept() {
    if (listener != null) {
      return;
    }
    try {
      ServerSocket opened = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      listener = opened;
      acceptor = run("accept", () -> acceptAll(opened));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  /** Lets no byte through, in either direction; connections stay open. */
  public void stall() {
    gate.close();
  }

  /** Lets bytes through again, those held up first. */
  public void resume() {
    gate.open();
  }

  /** Breaks the connection before the n-th of these commands from now reaches Redis. */
  public CommandFault cutBefore(String command, int n) {
    return plan(
        new CommandFault("CutBefore", command, n) {
          @Override
          void strike(ProxiedConnection connection, RespValue hit) {
            connection.cut();
            happened();
          }
        });
  }

  /**
   * Lets the n-th of these commands from now be executed, waits for Redis's reply, and breaks the
   * connection in place of passing that on. What the client sent after it does not reach Redis.
   */
  public CommandFault dropReplyTo(String command, int n) {
    return plan(
        new CommandFault("DroppedReply", command, n) {
          @Override
          void strike(ProxiedConnection connection, RespValue hit) throws IOException {
            connection.send(
                hit,
                reply -> {
                  connection.cut();
                  happened();
                });
          }
        });
  }

  /**
   * Keeps the next of these commands from Redis and closes the client's connection; {@link
   * HeldCommand#release()} delivers it later. What the client sent before it does reach Redis, what
   * it sent after it does not.
   */
  public HeldCommand holdBack(String command) {
    return holdBack(command, 1);
  }

  /** Keeps the n-th of these commands from now from Redis, as {@link #holdBack(String)} does. */
  public HeldCommand holdBack(String command, int n) {
    return plan(new HeldCommand(command, n));
  }

  /** Closes the proxy and all its connections, those with commands held back too. */
  @Override
  public void close() {
    closed = true;
    refuse();
    connections.forEach(ProxiedConnection::close);
  }

  private <F extends CommandFault> F plan(F fault) {
    faults.add(fault);
    return fault;
  }

  private synchronized @Nullable CommandFault faultFor(RespValue command) {
    if (faults.isEmpty()) {
      return null;
    }
    String name = command.commandName();
    CommandFault found = null;
    for (CommandFault fault : faults) {
      // Of two faults for one command, the second strikes the next.
      if (fault.isFor(name) && found == null) {
        faults.remove(fault);
        found = fault;
      }
    }
    return found;
  }

  private void acceptAll(ServerSocket from) {
    try {
      while (true) {
        Socket client = from.accept();
        run("connect", () -> connect(client));
      }
    } catch (IOException closed) {
      // refuse() closes the listener; it is the one way out of this loop.
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(targetHost, targetPort);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      start(client, server);
    } catch (IOException unreachable) {
      closeQuietly(client);
    }
  }

  private void start(Socket client, Socket server) {
    ProxiedConnection connection =
        new ProxiedConnection(client, server, gate, this::faultFor, connections::remove);
    connections.add(connection);
    if (closed) {
      connection.close();
    }
    run("replies", connection::pumpReplies);
    connection.pumpRequests();
  }

  private Thread run(String what, Runnable task) {
    Thread thread = new Thread(task, "proxy-" + port + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // A socket that cannot be closed is of no more use either.
    }
  }
}
