package io.austin.stream.cli;

import io.austin.stream.cli.platform.StopRequest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the command comes with.
 *
 * @param args the arguments
 * @param home where the command is installed: the project's root, in a checkout
 * @param data the folder in which commands keep data and logs unless they are told another; null
 *     where there is no place for one
 * @param environment the environment variables
 * @param terminal whether lines may be overwritten
 * @param bytesOut standard output for what is no text of ours
 * @param stop how a user asks to stop
 */
public record Invocation(
    List<String> args,
    Path home,
    @Nullable Path data,
    Map<String, String> environment,
    boolean terminal,
    OutputStream bytesOut,
    StopRequest stop) {
  /** The environment variable that names the folder for data and logs. */
  static final String DATA_VARIABLE = "AUSTIN_STREAM_DATA";

  /** The call that started this JVM; from now on Ctrl-C is a {@link StopRequest}. */
  public static Invocation ofThisProcess(String... args) {
    Path home = Path.of(System.getProperty("austin.stream.home", "")).toAbsolutePath();
    return new Invocation(
        List.of(args),
        home,
        data(home, System.getenv()),
        System.getenv(),
        Boolean.getBoolean("austin.stream.terminal"),
        new FileOutputStream(FileDescriptor.out),
        StopRequest.bySignal());
  }

  /** What is named, else the checkout's own, else the user's, as the XDG specification has it. */
  static @Nullable Path data(Path home, Map<String, String> environment) {
    String named = environment.getOrDefault(DATA_VARIABLE, "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    if (Files.exists(home.resolve("pom.xml")) && Files.isWritable(home)) {
      return home.resolve(".austin-stream");
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    if (state.startsWith("/")) {
      return Path.of(state, Commands.NAME);
    }
    String user = environment.getOrDefault("HOME", "");
    return user.startsWith("/") ? Path.of(user, ".local", "state", Commands.NAME) : null;
  }

  /** The arguments, as main takes them. */
  public String[] argsArray() {
    return args.toArray(String[]::new);
  }
}
