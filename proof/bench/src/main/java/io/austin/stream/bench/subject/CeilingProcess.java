package io.austin.stream.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Main class of the ceiling's process: sends each server of Redis a file and takes the replies. */
final class CeilingProcess {
  private CeilingProcess() {}

  private record Server(SocketChannel redis, FileChannel commands, long replyLines)
      implements AutoCloseable {
    static Server of(String argument) throws IOException {
      String[] words = argument.split(" ", 3);
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
      return new Server(
          SocketChannel.open(address),
          FileChannel.open(Path.of(words[2])),
          Long.parseLong(words[1]));
    }

    void send() {
      try {
        long size = commands.size();
        for (long sent = 0; sent < size; ) {
          sent += commands.transferTo(sent, size - sent, redis);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void receive() {
      new ReplyLines(redis, replyLines).receiveAll();
    }

    @Override
    public void close() throws IOException {
      redis.close();
      commands.close();
    }
  }

  /**
   * Arguments: the directory of signals, and for each server its port, the number of reply lines
   * and the file, in one.
   */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    List<Server> servers = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      servers.add(Server.of(args[i]));
    }
    signals.readyAndWait();
    List<CompletableFuture<Void>> busy = new ArrayList<>();
    for (Server server : servers) {
      busy.add(onThread(server::send));
      busy.add(onThread(server::receive));
    }
    busy.forEach(CompletableFuture::join);
    for (Server server : servers) {
      server.close();
    }
    signals.doneAndWait();
  }

  /** The common pool has no thread for each of them. */
  private static CompletableFuture<Void> onThread(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }
}
