package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A call of the command in this JVM, done.
 *
 * @param exitCode what it ended with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Call(int exitCode, String out, String err) {

  /** Calls it with these arguments; data are kept under this directory. */
  public static Call of(Path home, String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return of(home, bytes, new StopRequest(), args).with(bytes.toString(UTF_8));
  }

  /** Calls it; what is no text of its own goes there, and it ends when asked to stop. */
  public static Call of(Path home, OutputStream bytesOut, StopRequest stop, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path data = home.resolve(".austin-stream");
    Invocation invocation =
        new Invocation(List.of(args), home, data, Map.of(), false, bytesOut, stop);
    CommandLine command = Commands.create(invocation);
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int exitCode = command.execute(args);
    return new Call(exitCode, out.toString(), err.toString());
  }

  private Call with(String bytes) {
    return new Call(exitCode, bytes + out, err);
  }

  /** The last line on standard error. */
  public String lastError() {
    List<String> lines = err.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** It was called wrongly, and says so in one line that leads to the help. */
  public void assertMistake(String line) {
    assertThat(err).hasLineCount(1).contains(line).contains(" --help.");
    assertThat(out).isEmpty();
    assertThat(exitCode).isEqualTo(ExitCodes.USAGE);
  }

  /** It shows the help of a command. */
  public void assertHelp(String command) {
    assertThat(exitCode).isEqualTo(ExitCodes.OK);
    assertThat(out).contains("Usage: austin-stream " + command, "Examples:");
    assertThat(err).isEmpty();
  }
}
