package io.austin.stream.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.local.platform.StopRequest;
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
record Call(int exitCode, String out, String err) {

  /** Calls it with these arguments; data are kept under this directory. */
  static Call of(Path home, String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return of(home, bytes, new StopRequest(), args).with(bytes.toString(UTF_8));
  }

  static Call of(Path home, OutputStream bytesOut, StopRequest stop, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Invocation invocation = new Invocation(List.of(args), home, Map.of(), false, bytesOut, stop);
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
  String lastError() {
    List<String> lines = err.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
