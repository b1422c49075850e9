package io.austin.stream.cli;

/** The command {@code austin-stream}. */
public final class AustinStream {
  private AustinStream() {}

  /** Runs a command, and ends this JVM with its exit code whatever threads are left. */
  public static void main(String[] args) {
    StandardOutput output = StandardOutput.ofThisProcess();
    int ended = Commands.create(Invocation.ofThisProcess(output, args)).execute(args);
    System.out.flush();
    System.exit(output.exitCode(ended));
  }
}
