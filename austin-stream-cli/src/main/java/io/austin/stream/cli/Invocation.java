package io.austin.stream.cli;

import io.austin.stream.cli.platform.StopRequest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one call of the command comes with.
 *
 * @param args the arguments
 * @param home the project's root, under which data is kept
 * @param environment the environment variables
 * @param terminal whether lines may be overwritten
 * @param bytesOut standard output for what is no text of ours
 * @param stop how a user asks to stop
 */
public record Invocation(
    List<String> args,
    Path home,
    Map<String, String> environment,
    boolean terminal,
    OutputStream bytesOut,
    StopRequest stop) {

  /** The call that started this JVM; from now on Ctrl-C is a {@link StopRequest}. */
  public static Invocation ofThisProcess(String... args) {
    return new Invocation(
        List.of(args),
        Path.of(System.getProperty("austin.stream.home", "")).toAbsolutePath(),
        System.getenv(),
        Boolean.getBoolean("austin.stream.terminal"),
        new FileOutputStream(FileDescriptor.out),
        StopRequest.bySignal());
  }

  /** The arguments, as main takes them. */
  public String[] argsArray() {
    return args.toArray(String[]::new);
  }
}
