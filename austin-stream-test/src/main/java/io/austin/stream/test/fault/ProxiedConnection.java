package io.austin.stream.test.fault;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection and its counterpart to the server, with a thread for each direction. The
 * first byte tells whether it speaks Redis's protocol; what does not is passed on as it comes, and
 * so is what a replica and its master tell each other.
 */
final class ProxiedConnection implements Closeable {
  private static final int CHUNK = 1 << 16;

  /** What a replica sends last of all that has an answer; what comes then is no protocol. */
  private static final String REPLICATION = "PSYNC";

  private final Socket client;
  private final Socket server;
  private final Gate gate;
  private final Function<RespValue, @Nullable CommandFault> faults;
  private final Consumer<ProxiedConnection> onClose;

  private volatile boolean closed;
  private volatile boolean clientAbandoned;
  private volatile boolean speaksResp;
  private volatile long awaitedReply = Long.MAX_VALUE;
  private volatile Consumer<RespValue> awaited = reply -> {};
  private long commandsSent;
  private long repliesSeen;

  ProxiedConnection(
      Socket client,
      Socket server,
      Gate gate,
      Function<RespValue, @Nullable CommandFault> faults,
      Consumer<ProxiedConnection> onClose) {
    this.client = client;
    this.server = server;
    this.gate = gate;
    this.faults = faults;
    this.onClose = onClose;
  }

  /** Passes on what the client sends, until it ends or a fault strikes. */
  void pumpRequests() {
    RespStream commands = new RespStream();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      int n = in.read(chunk);
      speaksResp = n > 0 && chunk[0] == '*';
      for (; n >= 0; n = in.read(chunk)) {
        if (!gate.pass(() -> closed)) {
          return;
        }
        if (!speaksResp) {
          out.write(chunk, 0, n);
        } else if (!sendCommands(commands, chunk, n)) {
          return;
        }
      }
      server.shutdownOutput();
    } catch (IOException broken) {
      close();
    }
  }

  /** Sends complete commands up to one that a fault strikes; false if there was one. */
  private boolean sendCommands(RespStream commands, byte[] chunk, int n) throws IOException {
    ByteArrayOutputStream passing = new ByteArrayOutputStream(n);
    for (RespValue command : commands.feed(chunk, n)) {
      CommandFault fault = faults.apply(command);
      if (fault != null) {
        passing.writeTo(server.getOutputStream());
        fault.strike(this, command);
        return false;
      }
      passing.writeBytes(command.bytes());
      commandsSent++;
      if (command.commandName().equals(REPLICATION)) {
        speaksResp = false;
      }
    }
    passing.writeTo(server.getOutputStream());
    return true;
  }

  /** Passes on what the server sends, until it ends. */
  void pumpReplies() {
    RespStream replies = new RespStream();
    byte[] chunk = new byte[CHUNK];
    try (this) {
      InputStream in = server.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (!gate.pass(() -> closed)) {
          return;
        }
        if (!speaksResp) {
          client.getOutputStream().write(chunk, 0, n);
        } else {
          passReplies(replies, chunk, n);
        }
      }
    } catch (IOException broken) {
      // Either side is gone: so is the connection, and that is what the other side gets to see.
    }
  }

  private void passReplies(RespStream replies, byte[] chunk, int n) throws IOException {
    ByteArrayOutputStream passing = new ByteArrayOutputStream(n);
    for (RespValue reply : replies.feed(chunk, n)) {
      if (!reply.isPush() && repliesSeen++ == awaitedReply) {
        toClient(passing);
        awaited.accept(reply);
        return;
      }
      passing.writeBytes(reply.bytes());
    }
    toClient(passing);
  }

  private void toClient(ByteArrayOutputStream passing) throws IOException {
    if (!clientAbandoned) {
      passing.writeTo(client.getOutputStream());
    }
  }

  /** Sends a last command; its reply goes to the consumer and not to the client. */
  void send(RespValue command, Consumer<RespValue> onReply) throws IOException {
    awaited = onReply;
    awaitedReply = commandsSent;
    server.getOutputStream().write(command.bytes());
  }

  /** Closes the client's side alone. */
  void abandonClient() {
    clientAbandoned = true;
    closeQuietly(client);
  }

  boolean isClientAbandoned() {
    return clientAbandoned;
  }

  /** Ends both sides in the ordinary way: what was sent before arrives. */
  void cut() {
    close();
  }

  /** Ends both sides with a TCP reset: what was under way is lost. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      // Then there is nothing left to reset.
    }
    close();
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(client);
    closeQuietly(server);
    gate.wakeUp();
    onClose.accept(this);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is of no more use either.
    }
  }
}
