package io.austin.stream.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the job's jar that says it is the next version. Its classes are the same: what the next
 * version's state must be able to do, only the next version can tell.
 *
 * @param path the copy
 * @param version what it says
 */
record LaterJar(Path path, String version) {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern LAST_NUMBER = Pattern.compile("^(.*?)(\\d+)(-.*)?$");

  /** Copies a jar into a directory. */
  static LaterJar of(Path jar, Path directory) throws IOException {
    Path copy = directory.resolve("austin-stream-job-next.jar");
    Files.copy(jar, copy);
    try (FileSystem content =
        FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
      Path file = content.getPath(MANIFEST);
      Manifest manifest = read(file);
      Attributes attributes = manifest.getMainAttributes();
      String version = next(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
      attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
      try (OutputStream out = Files.newOutputStream(file)) {
        manifest.write(out);
      }
      return new LaterJar(copy, version);
    }
  }

  private static Manifest read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Manifest(in);
    }
  }

  /** 1.0.1 after 1.0.0-SNAPSHOT. */
  static String next(String version) {
    Matcher numbers = LAST_NUMBER.matcher(version);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("the jar's version has no number: " + version);
    }
    return numbers.group(1) + (Integer.parseInt(numbers.group(2)) + 1);
  }
}
