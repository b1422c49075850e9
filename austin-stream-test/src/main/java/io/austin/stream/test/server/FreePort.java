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
 * mostly have ports of their own, so that a server that is down for a restart finds its port free
 * again. All lie below the range from which the kernel takes ports for outgoing connections: while
 * a server is down, a client that keeps connecting could otherwise be given the server's own port,
 * connect to itself and keep the server from coming back.
 */
public final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  /** Every so many ports one is this JVM's. */
  private static final int STRIDE = 6;

  private static final int OWN = (int) (ProcessHandle.current().pid() % STRIDE);
  private static final int ATTEMPTS = 10_000;
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port for one server. */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int place = ThreadLocalRandom.current().nextInt((HIGHEST - LOWEST) / STRIDE);
      int port = LOWEST + place * STRIDE + OWN;
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
