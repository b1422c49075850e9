package io.austin.stream.cli;

import io.austin.stream.cli.platform.LogFile;
import io.austin.stream.options.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a command keeps data and logs. */
public final class DataOption {
  private static final String INSTEAD =
      "Name a folder with --data or " + Invocation.DATA_VARIABLE + ".";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where data and logs go. Default: in "
              + Invocation.DATA_VARIABLE
              + ", else in .austin-stream of a checkout, else in ~/.local/state/austin-stream.")
  private @Nullable Path given;

  /**
   * The folder for a command's data: the one that was given, which starts where the command was
   * called, or one of this name.
   *
   * @throws UsageException when there is no place for one
   */
  public Path directory(Invocation invocation, String name) {
    if (given != null) {
      return given.toAbsolutePath();
    }
    if (invocation.data() == null) {
      throw new UsageException("There is no place for data. " + INSTEAD);
    }
    return invocation.data().resolve(name);
  }

  /** What another command needs to find the same directory; empty for the default one. */
  public String forOthers() {
    return given == null ? "" : " --data '" + given.toAbsolutePath() + "'";
  }

  /** Has a command without data log where data would be, or says that there is no log. */
  public void log(Invocation invocation, String command, PrintWriter err) {
    log(given == null ? invocation.data() : given.toAbsolutePath(), command, err);
  }

  /** Has a command log in this folder from now on, or says that there is no log. */
  public static void log(@Nullable Path directory, String command, PrintWriter err) {
    if (directory != null && LogFile.open(directory.resolve(command + ".log"))) {
      return;
    }
    err.printf(
        "There is no log: %s. %s%n",
        directory == null ? "no folder is known" : directory + " cannot be written to", INSTEAD);
    err.flush();
  }
}
