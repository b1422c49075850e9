package io.austin.stream.test.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * A port of 127.0.0.1 that nobody listens on and that is handed out once. JVMs side by side have
 * ports of their own, so that a server that is down for a restart finds its port free again. All
 * lie below the range from which the kernel takes ports for outgoing connections: while a server is
 * down, a client that keeps connecting could otherwise be given the server's own port, connect to
 * itself and keep the server from coming back.
 */
public final class FreePort {
  /**
   * What a node of a Redis Cluster adds to its port for the one on which it speaks with the others;
   * see {@link #nextWithBus()}.
   */
  static final int BUS = 10_000;

  private static final int LOWEST = 20_000;

  /** Below the kernel's, which begin at 32,768. */
  private static final int HIGHEST = 32_000;

  /** Every so many ports one is this JVM's; a node's bus is its JVM's as well, since it divides. */
  private static final int STRIDE = 10;

  private static final int ATTEMPTS = 10_000;
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  /** The lowest of this JVM's ports, which it holds as long as it lives: no other takes these. */
  private static final Socket OWN = own();

  private FreePort() {}

  /** A port for one server. */
  public static int next() {
    return next(HIGHEST, FreePort::take);
  }

  /** A port for a node of a Redis Cluster, whose bus has its port too. */
  static int nextWithBus() {
    return next(HIGHEST - BUS, port -> take(port + BUS) && take(port));
  }

  private static int next(int end, IntPredicate taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int place = ThreadLocalRandom.current().nextInt(1, (end - LOWEST) / STRIDE);
      int port = OWN.getLocalPort() + place * STRIDE;
      if (taken.test(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + LOWEST + " and " + end);
  }

  private static boolean take(int port) {
    if (!HANDED_OUT.add(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  private static Socket own() {
    for (int port = LOWEST; port < LOWEST + STRIDE; port++) {
      Socket held = new Socket();
      try {
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return held;
      } catch (IOException another) {
        // its ports are another JVM's
      }
    }
    throw new IllegalStateException(
        STRIDE + " JVMs have the ports from " + LOWEST + " to " + HIGHEST + " already");
  }
}
