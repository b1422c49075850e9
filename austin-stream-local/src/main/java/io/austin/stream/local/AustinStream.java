package io.austin.stream.local;

import io.austin.stream.local.cli.Commands;
import io.austin.stream.local.cli.Invocation;

/** The command {@code austin-stream}: the whole platform on one machine, and tools around it. */
public final class AustinStream {
  private AustinStream() {}

  /** Runs a command, and ends this JVM with its exit code whatever threads are left. */
  public static void main(String[] args) {
    System.exit(Commands.create(Invocation.ofThisProcess(args)).execute(args));
  }
}
