package io.austin.stream.local.cli;

/** What the command's exit codes mean. They are public: scripts rely on them. */
final class ExitCodes {
  /** All is well. */
  static final int OK = 0;

  /** The run failed, or Redis does not hold what it should. */
  static final int FAILED = 1;

  /** The command was called wrongly, or a server that it names cannot be used. */
  static final int USAGE = 2;

  private ExitCodes() {}
}
