package io.austin.stream.publishing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Maven that runs this build, for builds of other projects. */
final class Maven {
  private static final long MINUTES = 5;

  private final Path directory;
  private final Path log;
  private final List<String> command = new ArrayList<>();

  private Maven(Path directory, Path log) {
    this.directory = directory;
    this.log = log;
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-q", "-T1", "--no-transfer-progress"));
  }

  /** In the folder of a project; what it prints goes to a file. */
  static Maven in(Path directory, Path log) {
    return new Maven(directory, log);
  }

  /**
   * Runs Maven.
   *
   * @throws AssertionError with what it printed where it fails
   */
  void run(List<String> arguments) throws IOException, InterruptedException {
    command.addAll(arguments);
    Process maven =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    maven.getOutputStream().close();
    if (!maven.waitFor(MINUTES, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
      throw new AssertionError(command + " takes too long:\n" + Files.readString(log));
    }
    if (maven.exitValue() != 0) {
      throw new AssertionError(command + ":\n" + Files.readString(log, StandardCharsets.UTF_8));
    }
  }
}
