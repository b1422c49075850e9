package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.redis.Tls;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Posts over HTTP/1.1, one thing with each connection. It connects to an address that it has looked
 * at, which Java's own client, asking for the name once more, cannot be made to. Redirects are not
 * followed, and of an answer nothing is read behind its head, but for a robot's code.
 */
final class Poster implements AutoCloseable {
  /** How many bytes the head of an answer may have, those before it with 1xx included. */
  private static final int HEAD_BYTES = 16 << 10;

  /** Within which a code has to stand in the body. */
  private static final int BODY_BYTES = 4 << 10;

  private static final Pattern CODE =
      Pattern.compile("\"(?:errcode|code|StatusCode)\"\\s*:\\s*(-?\\d{1,9})\\s*[,}]");

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

  private final Resolver resolver;
  private final boolean allowPrivate;
  private final Duration timeout;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "notify-deadlines"));

  /** Finds the addresses of a host. */
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * A poster.
   *
   * @param allowPrivate whether to connect to addresses that are not public
   * @param timeout how long a post may take
   */
  Poster(Resolver resolver, boolean allowPrivate, Duration timeout, Clock clock) {
    this.resolver = resolver;
    this.allowPrivate = allowPrivate;
    this.timeout = timeout;
    this.clock = clock;
    deadlines.setRemoveOnCancelPolicy(true); // or each would keep its socket until it is due
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The addresses of a target that may be connected to; at least one. */
  List<InetAddress> permitted(Target target) throws UnknownHostException {
    InetAddress[] all = resolver.addresses(target.host());
    List<InetAddress> permitted =
        Stream.of(all).filter(it -> allowPrivate || PublicAddresses.contain(it)).toList();
    if (permitted.isEmpty()) {
      throw new NotPublicException(
          "%s is at %s, which is no public address; notify.allow-private allows it"
              .formatted(target.host(), all[0].getHostAddress()));
    }
    return permitted;
  }

  /** A host has no public address. */
  static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublicException(String message) {
      super(message);
    }
  }

  /** Posts something, which takes no longer than it may whatever the target does. */
  Tried post(Target target, Request request) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Socket socket = connected(target, deadline)) {
      Future<?> end = deadlines.schedule(() -> close(socket), left(deadline), TimeUnit.NANOSECONDS);
      try {
        return exchange(target, request, socket);
      } finally {
        end.cancel(false);
      }
    } catch (IOException failure) {
      return Tried.failed(
          deadline - System.nanoTime() > 0
              ? failure
              : new SocketTimeoutException("no answer within " + timeout.toMillis() + " ms"));
    }
  }

  private Socket connected(Target target, long deadline) throws IOException {
    List<InetAddress> addresses = permitted(target);
    IOException failure = new UnknownHostException(target.host());
    for (int i = 0; i < addresses.size() && left(deadline) > 0; i++) {
      Socket socket = new Socket();
      try {
        long share = TimeUnit.NANOSECONDS.toMillis(left(deadline)) / (addresses.size() - i);
        socket.connect(
            new InetSocketAddress(addresses.get(i), target.port()), (int) Math.max(1, share));
        return socket;
      } catch (IOException refused) {
        socket.close();
        failure = refused;
      }
    }
    throw failure;
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private Tried exchange(Target target, Request request, Socket plain) throws IOException {
    if (!target.isEncrypted()) {
      return exchangeOver(plain, target, request);
    }
    SSLSocket socket =
        (SSLSocket)
            target.tls().getSocketFactory().createSocket(plain, target.host(), target.port(), true);
    socket.setSSLParameters(Tls.verifyingNames());
    socket.startHandshake();
    return exchangeOver(socket, target, request);
  }

  private Tried exchangeOver(Socket socket, Target target, Request request) throws IOException {
    byte[] body = request.body().getBytes(UTF_8);
    OutputStream out = socket.getOutputStream();
    byte[] head = head(target, request, body.length).getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    out.write(all);
    out.flush();
    return read(new Head(socket.getInputStream()), request.coded());
  }

  private static String head(Target target, Request request, int length) {
    String port = target.url().getPort() < 0 ? "" : ":" + target.url().getPort();
    return String.join(
        "\r\n",
        "POST " + request.path() + " HTTP/1.1",
        "Host: " + target.url().getHost() + port,
        "User-Agent: austin-stream",
        String.join("\r\n", request.headers()),
        "Content-Length: " + length,
        "Connection: close",
        "\r\n");
  }

  private Tried read(Head head, boolean coded) throws IOException {
    while (true) {
      Matcher status = STATUS.matcher(head.line());
      if (!status.matches()) {
        throw new IOException("it answers with something that is not HTTP");
      }
      @Nullable String retryAfter = null;
      for (String line = head.line(); !line.isEmpty(); line = head.line()) {
        String[] field = line.split(":", 2);
        if (field.length == 2 && field[0].equalsIgnoreCase("retry-after")) {
          retryAfter = field[1].strip();
        }
      }
      int code = Integer.parseInt(status.group(1));
      if (coded && code / 100 == 2) {
        return Tried.coded(head.code());
      }
      if (code >= 200) {
        return Tried.answered(code, retryAfter, clock.instant());
      }
    }
  }

  /** The head of an answer, line by line, up to a bound; and a code in what follows. */
  private static final class Head {
    private final InputStream in;
    private int left = HEAD_BYTES;

    Head(InputStream in) {
      this.in = new BufferedInputStream(in, 1 << 10);
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("it ends the connection without an answer");
        }
        if (--left == 0) {
          throw new IOException("the head of its answer is longer than " + HEAD_BYTES + " bytes");
        }
        line.append((char) next);
      }
      return line.toString().stripTrailing();
    }

    /**
     * The code behind the head by which a chat's robot says how it went. What is around it, which
     * may come in chunks, is not taken apart, and behind it nothing is read.
     */
    int code() throws IOException {
      StringBuilder body = new StringBuilder();
      for (int next = in.read(); next >= 0 && body.length() < BODY_BYTES; next = in.read()) {
        body.append((char) next);
        if (next == ',' || next == '}') {
          Matcher code = CODE.matcher(body);
          if (code.find()) {
            return Integer.parseInt(code.group(1));
          }
        }
      }
      throw new IOException("its answer holds no code");
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is to be gone.
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
