package io.austin.stream.cli;

import io.austin.stream.cli.platform.ExitCodes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * This process' standard output, which remembers what went wrong with it: {@link System#out} tells
 * nobody, so that a command would succeed though its answer never reached the disk.
 */
final class StandardOutput extends FilterOutputStream {
  /** How the operating system says that the reader has closed the pipe, as {@code head} does. */
  private static final String CLOSED_PIPE = "Broken pipe";

  private @Nullable IOException failure;

  private StandardOutput(OutputStream out) {
    super(out);
  }

  /** The standard output, which {@link System#out} writes to from now on. */
  static StandardOutput ofThisProcess() {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(output, true, charset()));
    return output;
  }

  /** As the JVM would write it. */
  private static Charset charset() {
    return Charset.forName(
        System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException failed) {
      failure = failure == null ? failed : failure;
      throw failed;
    }
  }

  /** The exit code of a command that ended so: it failed if its output did not get through. */
  synchronized int exitCode(int ended) {
    IOException failed = failure;
    if (failed == null || String.valueOf(failed.getMessage()).contains(CLOSED_PIPE)) {
      return ended;
    }
    System.err.println(
        "austin-stream: Standard output cannot be written: " + failed.getMessage() + ".");
    return ended == ExitCodes.OK ? ExitCodes.FAILED : ended;
  }
}
