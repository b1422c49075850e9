package io.austin.stream.bench.subject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Main class of the ceiling's process: sends a file to Redis and takes the replies. */
final class CeilingProcess {
  private CeilingProcess() {}

  /** Arguments: the directory of signals, Redis's port, the file, the number of reply lines. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    try (SocketChannel redis =
            SocketChannel.open(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])));
        FileChannel commands = FileChannel.open(Path.of(args[2]))) {
      signals.readyAndWait();
      ReplyLines replies = new ReplyLines(redis, Long.parseLong(args[3]));
      CompletableFuture<Void> received = CompletableFuture.runAsync(replies::receiveAll);
      send(commands, redis);
      received.join();
    }
    signals.doneAndWait();
  }

  private static void send(FileChannel commands, SocketChannel redis) throws IOException {
    long size = commands.size();
    for (long sent = 0; sent < size; ) {
      sent += commands.transferTo(sent, size - sent, redis);
    }
  }
}
