package io.austin.stream.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A Flink of some version as it is unpacked on a machine: its jars, with none of this project's
 * beside them. A build makes one in each module {@code proof/flink-*}.
 *
 * @param version such as 2.2.1
 * @param lib the directory of its jars
 */
public record FlinkDistribution(String version, Path lib) {
  private static final String MODULES = "flink-*";
  private static final String PREFIX = "flink-";

  /** Those that were built in the project at this directory, the oldest version first. */
  public static List<FlinkDistribution> builtIn(Path project) {
    List<FlinkDistribution> found = new ArrayList<>();
    for (Path module : list(project.resolve("proof"), MODULES)) {
      for (Path built : list(module.resolve("target"), PREFIX + "*")) {
        String version = built.getFileName().toString().substring(PREFIX.length());
        found.add(new FlinkDistribution(version, built.resolve("lib")));
      }
    }
    found.sort(Comparator.comparing(FlinkDistribution::version));
    return found;
  }

  String classPath() {
    return lib.resolve("*").toString();
  }

  private static List<Path> list(Path directory, String glob) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory, glob)) {
      List<Path> paths = new ArrayList<>();
      content.forEach(paths::add);
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  @Override
  public String toString() {
    return "Flink " + version;
  }
}
