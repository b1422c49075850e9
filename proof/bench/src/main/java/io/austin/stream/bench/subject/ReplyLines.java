package io.austin.stream.bench.subject;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Replies of Redis that are one line each: counted, and looked at for errors. */
final class ReplyLines {
  private static final int BUFFER_BYTES = 256 << 10;

  private final SocketChannel redis;
  private final long expected;
  private long received;
  private boolean atLineStart = true;

  ReplyLines(SocketChannel redis, long expected) {
    this.redis = redis;
    this.expected = expected;
  }

  /** Returns when all have come. */
  void receiveAll() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      while (received < expected) {
        if (redis.read(buffer.clear()) < 0) {
          throw new EOFException("Redis closed the connection");
        }
        count(buffer.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (atLineStart && next == '-') {
        throw new IllegalStateException("Redis refused a command");
      }
      atLineStart = next == '\n';
      if (atLineStart) {
        received++;
      }
    }
  }
}
