package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** austin's other modules depend on this one, and run on Java 8 without Flink. */
class Java8Test {
  private static final int JAVA_8 = 52;

  @Test
  void everyClassFileIsOfJava8() throws IOException, URISyntaxException {
    Map<String, Integer> versions = versions();
    assertThat(versions).containsKey("AnchorInfo.class").containsKey("AnchorInfo$Builder.class");
    assertThat(versions).allSatisfy((file, version) -> assertThat(version).isEqualTo(JAVA_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.api.common.functions.Function",
        "org.apache.flink.streaming.api.functions.ProcessFunction",
        "org.apache.flink.util.OutputTag",
        "redis.clients.jedis.Jedis",
        "com.fasterxml.jackson.core.JsonFactory",
        "org.apache.kafka.clients.consumer.ConsumerRecord"
      })
  void itNeedsNothingElse(String foreign) {
    assertThatThrownBy(() -> Class.forName(foreign)).isInstanceOf(ClassNotFoundException.class);
  }

  /** The major versions of the class files where {@link AnchorInfo} comes from, folder or jar. */
  private static Map<String, Integer> versions() throws IOException, URISyntaxException {
    URL location = AnchorInfo.class.getProtectionDomain().getCodeSource().getLocation();
    Path root = Path.of(location.toURI());
    if (Files.isDirectory(root)) {
      return versions(root);
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return versions(jar.getPath("/"));
    }
  }

  private static Map<String, Integer> versions(Path root) throws IOException {
    Map<String, Integer> versions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        versions.put(file.getFileName().toString(), version(file));
      }
    }
    return versions;
  }

  /** A class file begins with a magic number, the minor and the major version. */
  private static int version(Path file) throws IOException {
    try (DataInputStream bytes = new DataInputStream(Files.newInputStream(file))) {
      assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
      bytes.readUnsignedShort();
      return bytes.readUnsignedShort();
    }
  }
}
