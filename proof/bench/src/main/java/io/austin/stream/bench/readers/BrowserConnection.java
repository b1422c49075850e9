package io.austin.stream.bench.readers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A connection that stays open, as a browser has some to a server. It does as little as it can with
 * an answer, so that the readers take little from the machine that they share with what they read.
 */
final class BrowserConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";

  private final Socket socket = new Socket();
  private final InputStream in;
  private final String host;

  /** Connects to the host and port of this address. */
  BrowserConnection(URI server) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    host = server.getAuthority();
  }

  void ask(String address) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n\r\n"
            .formatted(address, host);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
  }

  /** Reads the answer to the end; returns its status. */
  int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    for (String header = header(); !header.isEmpty(); header = header()) {
      if (header.startsWith(LENGTH)) {
        length = Long.parseLong(header.substring(LENGTH.length()).strip());
      }
      chunked |= header.equals(CHUNKED);
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    for (long size = chunk(); size > 0; size = chunk()) {
      in.skipNBytes(size);
      line();
    }
    line();
  }

  private long chunk() throws IOException {
    return Long.parseLong(line(), 16);
  }

  private String header() throws IOException {
    return line().toLowerCase(Locale.ROOT);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the console closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
