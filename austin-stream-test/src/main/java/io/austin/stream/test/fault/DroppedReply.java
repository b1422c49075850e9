package io.austin.stream.test.fault;

import java.io.IOException;

/** A command is executed, and the connection breaks before its reply reaches the client. */
final class DroppedReply extends CommandFault {
  DroppedReply(String command, int n) {
    super(command, n);
  }

  @Override
  void strike(ProxiedConnection connection, RespValue hit) throws IOException {
    connection.send(
        hit,
        reply -> {
          connection.cut();
          happened();
        });
  }
}
