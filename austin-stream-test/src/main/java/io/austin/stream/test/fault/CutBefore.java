package io.austin.stream.test.fault;

/** The connection breaks before a command reaches Redis. */
final class CutBefore extends CommandFault {
  CutBefore(String command, int n) {
    super(command, n);
  }

  @Override
  void strike(ProxiedConnection connection, RespValue hit) {
    connection.cut();
    happened();
  }
}
