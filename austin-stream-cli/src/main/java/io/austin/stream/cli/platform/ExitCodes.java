package io.austin.stream.cli.platform;

/** What the command's exit codes mean. They are public: scripts rely on them. */
public final class ExitCodes {
  /** All is well. */
  public static final int OK = 0;

  /** The run failed, or Redis does not hold what it should. */
  public static final int FAILED = 1;

  /** The command was called wrongly, or a server that it names cannot be used. */
  public static final int USAGE = 2;

  /** Somebody stopped it before its end, as shells say it of Ctrl-C. */
  public static final int STOPPED = 130;

  private ExitCodes() {}
}
