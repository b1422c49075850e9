package io.austin.stream.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files on the class path that are part of the console. */
final class Resources {
  private Resources() {}

  /** A file's bytes. */
  static byte[] require(String name) {
    try (InputStream file = Resources.class.getClassLoader().getResourceAsStream(name)) {
      return present(file, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + name, unreadable);
    }
  }

  /** All files of a folder that has an index.html, by the rest of their names. */
  static Map<String, byte[]> under(String folder) {
    String index = folder + "/index.html";
    URL found = present(Resources.class.getClassLoader().getResource(index), index);
    try {
      if (found.openConnection() instanceof JarURLConnection inJar) {
        Path file = Path.of(inJar.getJarFileURL().toURI());
        try (FileSystem jar = FileSystems.newFileSystem(file)) {
          return read(jar.getPath(folder));
        }
      }
      return read(present(Path.of(found.toURI()).getParent(), folder));
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException("cannot read " + folder, unreadable);
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.filter(Files::isRegularFile).toList();
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (Path path : paths) {
      files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
    }
    return files;
  }

  private static <T> T present(@Nullable T found, String name) {
    if (found == null) {
      throw new IllegalStateException("there is no " + name);
    }
    return found;
  }
}
