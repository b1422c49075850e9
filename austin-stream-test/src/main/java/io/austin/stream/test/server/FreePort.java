package io.austin.stream.test.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 that nobody listens on and that this JVM hands out once. JVMs side by side
 * mostly have ranges of their own, so that a server that is down for a restart finds its port free
 * again. All lie below the range from which the kernel takes ports for outgoing connections: while
 * a server is down, a client that keeps connecting could otherwise be given the server's own port,
 * connect to itself and keep the server from coming back.
 */
public final class FreePort {
  private static final int RANGE = 1_000;
  private static final int RANGES = 12;
  private static final int LOWEST = 20_000 + (int) (ProcessHandle.current().pid() % RANGES) * RANGE;
  private static final int HIGHEST = LOWEST + RANGE;
  private static final int ATTEMPTS = 10_000;
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port for one server. */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (HANDED_OUT.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
